package io.millrace.schemas.wire;

import io.millrace.domain.RecordKey;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.kafka.clients.producer.Partitioner;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/// Puts a record where its lane lives, so that everything about a location stays together and in order.
///
/// For keys that are a lane it answers as Kafka's own partitioner does.
public final class LanePartitioner implements Partitioner {
    /// The partition of a key, out of so many.
    public static int partition(RecordKey key, int partitions) {
        return Utils.toPositive(Utils.murmur2(key.routing().getBytes(StandardCharsets.UTF_8))) % partitions;
    }

    @Override
    public int partition(
            String topic,
            @Nullable Object key,
            byte @Nullable [] keyBytes,
            @Nullable Object value,
            byte @Nullable [] valueBytes,
            Cluster cluster) {
        if (key instanceof RecordKey recordKey) {
            return partition(recordKey, cluster.partitionCountForTopic(topic));
        }
        throw new IllegalArgumentException("records of " + topic + " need a key that names their lane, not " + key);
    }

    @Override
    public void close() {
        // Holds nothing.
    }

    @Override
    public void configure(Map<String, ?> configuration) {
        // Has nothing to set.
    }
}
