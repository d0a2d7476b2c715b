package io.millrace.topology.stock;

import io.millrace.domain.LaneKey;
import io.millrace.schemas.avro.AvroRoot;
import io.millrace.schemas.topics.Topic;
import io.millrace.schemas.topics.Topics;
import io.millrace.schemas.wire.LanePartitioner;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/// Where the ledger writes.
final class Outputs {
    static final List<Topic<?, ? extends AvroRoot>> TOPICS = List.of(
            Topics.JOURNAL,
            Topics.POSITIONS,
            Topics.TRANSFERS,
            Topics.OUTCOMES,
            Topics.REJECTED,
            Topics.ALERTS,
            Topics.COMPLETENESS,
            Topics.PROOFS);

    private final ProcessorContext<OutputKey, AvroRoot> context;
    private final int partition;
    private final int partitions;
    private final Map<LaneKey, OutputKey> laneKeys = new HashMap<>();
    private final IdentityHashMap<Topic<?, ?>, String> sinks = new IdentityHashMap<>();

    Outputs(ProcessorContext<OutputKey, AvroRoot> context, int partitions) {
        this.context = context;
        this.partition = context.taskId().partition();
        this.partitions = partitions;
        TOPICS.forEach(topic -> sinks.put(topic, sink(topic)));
    }

    /// The name of the node that writes a topic: `write-stock-journal` for `stock.journal.v1`.
    static String sink(Topic<?, ?> topic) {
        return "write-" + topic.name().replace(".v1", "").replace('.', '-');
    }

    int partition() {
        return partition;
    }

    /// Under the lane's own key.
    <V extends AvroRoot> void send(Topic<LaneKey, V> topic, LaneKey lane, V value, long atMillis) {
        OutputKey key = laneKeys.computeIfAbsent(lane, missing -> OutputKey.of(missing, partition));
        forward(topic, key, value, atMillis);
    }

    /// Under a key that belongs to a lane of this partition.
    <V extends AvroRoot> void send(Topic<?, V> topic, String key, V value, long atMillis) {
        forward(topic, OutputKey.of(key, partition), value, atMillis);
    }

    /// To a lane that may live elsewhere.
    <V extends AvroRoot> void sendTo(Topic<LaneKey, V> topic, LaneKey lane, V value, long atMillis) {
        forward(topic, OutputKey.of(lane, LanePartitioner.partition(lane, partitions)), value, atMillis);
    }

    /// Under a key as it came.
    <V extends AvroRoot> void sendAsCame(Topic<?, V> topic, OutputKey key, V value, long atMillis) {
        forward(topic, key, value, atMillis);
    }

    private void forward(Topic<?, ?> topic, OutputKey key, AvroRoot value, long atMillis) {
        context.forward(new Record<>(key, value, atMillis), sinks.get(topic));
    }
}
