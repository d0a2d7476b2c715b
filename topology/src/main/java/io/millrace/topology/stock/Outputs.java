package io.millrace.topology.stock;

import io.millrace.domain.LaneKey;
import io.millrace.schemas.avro.AvroRoot;
import io.millrace.schemas.registry.SchemaRegistry;
import io.millrace.schemas.topics.Topic;
import io.millrace.schemas.topics.Topics;
import io.millrace.schemas.wire.LanePartitioner;
import io.millrace.topology.segments.TaskProducer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.jspecify.annotations.Nullable;

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

    private final TaskProducer producer;
    private final int partition;
    private final int partitions;
    private final IdentityHashMap<Topic<?, ?>, Sink<?>> sinks = new IdentityHashMap<>();
    private final Map<LaneKey, byte[]> laneKeys = new HashMap<>();

    /// A topic as it is written here.
    private record Sink<V extends AvroRoot>(String topic, String node, Serializer<V> values) {
        static <V extends AvroRoot> Sink<V> of(Topic<?, V> topic, String prefix, SchemaRegistry registry) {
            return new Sink<>(
                    prefix + topic.name(),
                    Outputs.node(topic),
                    topic.valueSerde(registry).serializer());
        }
    }

    Outputs(ProcessorContext<?, ?> context, StockSettings settings, SchemaRegistry registry) {
        this.producer = new TaskProducer(context);
        this.partition = context.taskId().partition();
        this.partitions = settings.partitions();
        TOPICS.forEach(topic -> sinks.put(topic, Sink.of(topic, settings.prefix(), registry)));
    }

    /// The name of the node that writes a topic: `write-stock-journal` for `stock.journal.v1`.
    static String node(Topic<?, ?> topic) {
        return "write-" + topic.name().replace(".v1", "").replace('.', '-');
    }

    /// Where the records come from; what a lane says goes to the same partition, even when a record came to the wrong
    /// one.
    int partition() {
        return partition;
    }

    /// Under the lane's own key.
    <V extends AvroRoot> void send(Topic<LaneKey, V> topic, LaneKey lane, V value, long atMillis) {
        byte[] key = laneKeys.computeIfAbsent(lane, missing -> bytes(missing.text()));
        send(topic, partition, key, value, atMillis);
    }

    /// Under a key that belongs to a lane of this partition.
    <V extends AvroRoot> void send(Topic<?, V> topic, String key, V value, long atMillis) {
        send(topic, partition, bytes(key), value, atMillis);
    }

    /// To a lane that may live elsewhere.
    <V extends AvroRoot> void sendTo(Topic<LaneKey, V> topic, LaneKey lane, V value, long atMillis) {
        send(topic, LanePartitioner.partition(lane, partitions), bytes(lane.text()), value, atMillis);
    }

    /// Under a key as it came.
    <V extends AvroRoot> void sendAsCame(Topic<?, V> topic, byte @Nullable [] key, V value, long atMillis) {
        send(topic, partition, key, value, atMillis);
    }

    // A topic's sink is for the topic's own records.
    @SuppressWarnings("unchecked")
    private <V extends AvroRoot> void send(
            Topic<?, V> topic, int toPartition, byte @Nullable [] key, V value, long atMillis) {
        Sink<V> sink = (Sink<V>) sinks.get(topic);
        producer.send(sink.topic, toPartition, key, value, sink.values, atMillis, sink.node);
    }

    private static byte[] bytes(String key) {
        return key.getBytes(StandardCharsets.UTF_8);
    }
}
