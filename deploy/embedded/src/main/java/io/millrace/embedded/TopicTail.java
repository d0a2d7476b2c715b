package io.millrace.embedded;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.schemas.avro.AvroRoot;
import io.millrace.schemas.avro.JsonView;
import io.millrace.schemas.registry.SchemaRegistry;
import io.millrace.schemas.topics.Topic;
import io.millrace.schemas.wire.Decoded;
import io.millrace.schemas.wire.RecordDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/// Reads a topic as JSON lines: what is there already, then what comes. A record that cannot be read is shown with the
/// reason; nothing is skipped.
public final class TopicTail {
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(10);

    private final KafkaAccess kafka;
    private final SchemaRegistry registry;

    public TopicTail(KafkaAccess kafka, SchemaRegistry registry) {
        this.kafka = kafka;
        this.registry = registry;
    }

    /// Hands on record after record.
    ///
    /// @param topic what to read, its name as it is in the cluster
    /// @param last how many of the newest records of each partition to begin with
    /// @param following whether to wait for more, asked again and again
    /// @param line gets each record, and answers whether it wants more
    /// @throws UnknownTopicOrPartitionException if the topic does not exist
    public <V extends AvroRoot> void read(
            Topic<?, V> topic, long last, BooleanSupplier following, Predicate<String> line) {
        RecordDecoder<V> decoder = new RecordDecoder<>(topic.value(), registry);
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                kafka.with(Map.of(
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                        "read_committed",
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        false,
                        ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                        false)),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            Map<TopicPartition, Long> ends = begin(consumer, topic.name(), last);
            boolean wanted = true;
            while (wanted && (following.getAsBoolean() || !isAt(consumer, ends))) {
                wanted = print(consumer.poll(POLL), decoder, line);
            }
        }
    }

    private Map<TopicPartition, Long> begin(KafkaConsumer<byte[], byte[]> consumer, String topic, long last) {
        List<TopicPartition> partitions = consumer.partitionsFor(topic, ANSWER_TIMEOUT).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        if (partitions.isEmpty()) {
            throw new UnknownTopicOrPartitionException("the broker at " + kafka.bootstrapServers() + " has none");
        }
        consumer.assign(partitions);
        Map<TopicPartition, Long> begins = consumer.beginningOffsets(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        ends.forEach((partition, end) -> consumer.seek(partition, Math.max(begins.get(partition), end - last)));
        return ends;
    }

    private static boolean isAt(KafkaConsumer<?, ?> consumer, Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
    }

    private static <V extends AvroRoot> boolean print(
            ConsumerRecords<byte[], byte[]> records, RecordDecoder<V> decoder, Predicate<String> line) {
        List<ConsumerRecord<byte[], byte[]>> inOrder = new ArrayList<>();
        records.forEach(inOrder::add);
        inOrder.sort(Comparator.comparingLong(ConsumerRecord::timestamp));
        return inOrder.stream()
                .allMatch(record -> line.test(json(record, decoder).toString()));
    }

    private static <V extends AvroRoot> ObjectNode json(
            ConsumerRecord<byte[], byte[]> record, RecordDecoder<V> decoder) {
        ObjectNode node = JsonNodeFactory.instance
                .objectNode()
                .put("recordedAt", Instant.ofEpochMilli(record.timestamp()).toString())
                .put("partition", record.partition())
                .put("offset", record.offset())
                .put("key", record.key() == null ? null : new String(record.key(), StandardCharsets.UTF_8));
        if (record.value() == null) {
            return node.put("deleted", true);
        }
        return switch (decoder.decode(record.value())) {
            case Decoded.Value<V> decoded -> node.set("value", JsonView.of(decoded.value()));
            case Decoded.Unreadable<V> unreadable ->
                node.put("unreadable", unreadable.reason() + ": " + unreadable.detail());
        };
    }
}
