package io.millrace.topology.stock.state;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/// How far the topics have been read, since this process does. One thread writes, many may read: they never see more
/// than what the state holds.
public final class Heard {
    /// What is said before the first record.
    public static final long NOTHING = Long.MIN_VALUE;

    private final Map<String, AtomicLong> offsets = new ConcurrentHashMap<>();
    private final AtomicLong recordedAtMicros = new AtomicLong(NOTHING);

    /// A record has been dealt with.
    public void done(String topic, long offset, long recordedAt) {
        offsets.computeIfAbsent(topic, _ -> new AtomicLong()).setRelease(offset);
        recordedAtMicros.setRelease(recordedAt);
    }

    /// The offset of the last record of each topic.
    public Map<String, Long> offsets() {
        Map<String, Long> last = new TreeMap<>();
        offsets.forEach((topic, offset) -> last.put(topic, offset.getAcquire()));
        return last;
    }

    /// When the broker took in the last record, or [#NOTHING].
    public long recordedAtMicros() {
        return recordedAtMicros.getAcquire();
    }

    void clear() {
        offsets.clear();
        recordedAtMicros.setRelease(NOTHING);
    }
}
