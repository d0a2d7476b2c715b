package io.millrace.ledger.history.sink;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;

/// How far behind each partition is, and since when.
final class Lag {
    private final Map<TopicPartition, Long> since = new HashMap<>();
    private long records;

    /// Looks again.
    ///
    /// @param ends of the partitions that are this node's
    /// @param written the first record of each that is not written
    /// @param nowMillis the clock
    void look(Map<TopicPartition, Long> ends, Map<TopicPartition, Long> written, long nowMillis) {
        records = 0;
        since.keySet().retainAll(ends.keySet());
        ends.forEach((partition, end) -> {
            long behind = Math.max(0, end - written.getOrDefault(partition, end));
            records += behind;
            if (behind == 0) {
                since.remove(partition);
            } else {
                since.putIfAbsent(partition, nowMillis);
            }
        });
    }

    /// Records up to this time are written: what waits is younger.
    void wrote(TopicPartition partition, long recordAtMillis) {
        since.computeIfPresent(partition, (_, before) -> Math.max(before, recordAtMillis));
    }

    void forget(Collection<TopicPartition> partitions) {
        since.keySet().removeAll(partitions);
    }

    long records() {
        return records;
    }

    Optional<Instant> since() {
        return since.values().stream().min(Long::compare).map(Instant::ofEpochMilli);
    }
}
