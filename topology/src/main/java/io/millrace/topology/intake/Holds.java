package io.millrace.topology.intake;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/// Partitions that are not read for a while, and until when. Not safe for many threads.
final class Holds {
    private final Map<TopicPartition, Long> until = new HashMap<>();

    /// Holds a partition until a time; the longer of two holds counts.
    void hold(TopicPartition partition, long untilNanos) {
        until.merge(partition, untilNanos, (one, other) -> one - other > 0 ? one : other);
    }

    boolean isHeld(TopicPartition partition) {
        return until.containsKey(partition);
    }

    /// Ends the holds whose time is over, and answers which these were.
    List<TopicPartition> release(long nowNanos) {
        List<TopicPartition> released = new ArrayList<>();
        for (Iterator<Map.Entry<TopicPartition, Long>> holds = until.entrySet().iterator(); holds.hasNext(); ) {
            Map.Entry<TopicPartition, Long> hold = holds.next();
            if (nowNanos - hold.getValue() >= 0) {
                released.add(hold.getKey());
                holds.remove();
            }
        }
        return released;
    }

    /// Forgets partitions that are somebody else's now.
    void forget(Collection<TopicPartition> partitions) {
        until.keySet().removeAll(partitions);
    }
}
