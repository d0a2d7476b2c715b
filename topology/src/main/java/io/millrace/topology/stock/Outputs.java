package io.millrace.topology.stock;

import io.millrace.domain.LaneKey;
import io.millrace.schemas.avro.AvroRoot;
import io.millrace.schemas.registry.SchemaRegistry;
import io.millrace.schemas.topics.Topic;
import io.millrace.schemas.topics.Topics;
import io.millrace.schemas.wire.LanePartitioner;
import io.millrace.topology.segments.TopicWriter;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.header.Headers;
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

    private final TopicWriter writer;
    private final int partition;
    private final int partitions;
    private final Map<LaneKey, byte[]> laneKeys = new HashMap<>();

    Outputs(ProcessorContext<?, ?> context, StockSettings settings, SchemaRegistry registry) {
        this.writer = new TopicWriter(context, TOPICS, settings.prefix(), registry);
        this.partition = context.taskId().partition();
        this.partitions = settings.partitions();
    }

    /// Where the records come from; what a lane says goes to the same partition, even when a record came to the wrong
    /// one.
    int partition() {
        return partition;
    }

    /// Every record sent from now on carries these headers.
    void carry(Headers headers) {
        writer.carry(headers);
    }

    /// No record sent from now on carries headers.
    void carryNothing() {
        writer.carryNothing();
    }

    /// Under the lane's own key.
    <V extends AvroRoot> void send(Topic<LaneKey, V> topic, LaneKey lane, V value, long atMillis) {
        byte[] key = laneKeys.computeIfAbsent(lane, missing -> bytes(missing.text()));
        writer.send(topic, partition, key, value, atMillis);
    }

    /// Under a key that belongs to a lane of this partition.
    <V extends AvroRoot> void send(Topic<?, V> topic, String key, V value, long atMillis) {
        writer.send(topic, partition, bytes(key), value, atMillis);
    }

    /// To a lane that may live elsewhere.
    <V extends AvroRoot> void sendTo(Topic<LaneKey, V> topic, LaneKey lane, V value, long atMillis) {
        writer.send(topic, LanePartitioner.partition(lane, partitions), bytes(lane.text()), value, atMillis);
    }

    /// Under a key as it came.
    <V extends AvroRoot> void sendAsCame(Topic<?, V> topic, byte @Nullable [] key, V value, long atMillis) {
        writer.send(topic, partition, key, value, atMillis);
    }

    private static byte[] bytes(String key) {
        return key.getBytes(StandardCharsets.UTF_8);
    }
}
