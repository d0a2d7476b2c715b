package io.millrace.embedded;

import io.millrace.domain.RecordKey;
import io.millrace.schemas.avro.AvroRoot;
import io.millrace.schemas.registry.SchemaRegistry;
import io.millrace.schemas.topics.Topic;
import io.millrace.schemas.wire.LanePartitioner;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;

/// Writes to one topic and reads it as any client would: over the network, acknowledged and committed.
///
/// @param <K> the kind of key
/// @param <V> the record
public final class TopicLog<K extends RecordKey, V extends AvroRoot> {
    private static final Duration ANSWER_TIMEOUT = Duration.ofMinutes(2);
    private static final Duration POLL = Duration.ofMillis(200);

    private final Topic<K, V> topic;
    private final KafkaAccess kafka;
    private final SchemaRegistry registry;

    /// @param topic the topic, its name as it is in the cluster
    public TopicLog(Topic<K, V> topic, KafkaAccess kafka, SchemaRegistry registry) {
        this.topic = topic;
        this.kafka = kafka;
        this.registry = registry;
    }

    /// Writes one record and answers where it stands once it is safe.
    public RecordMetadata append(K key, V value) {
        Map<String, Object> properties = kafka.with(Map.of(
                ProducerConfig.ACKS_CONFIG,
                "all",
                ProducerConfig.PARTITIONER_CLASS_CONFIG,
                LanePartitioner.class.getName()));
        try (KafkaProducer<K, V> producer = new KafkaProducer<>(
                properties,
                topic.key().serde().serializer(),
                topic.valueSerde(registry).serializer())) {
            return producer.send(new ProducerRecord<>(topic.name(), key, value)).get();
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof KafkaException kafkaFailed
                    ? kafkaFailed
                    : new KafkaException(failed.getCause());
        } catch (InterruptedException interrupted) {
            throw new InterruptException(interrupted);
        }
    }

    /// The record at a place that was written, or nothing if it does not come in time.
    public Optional<ConsumerRecord<K, V>> read(RecordMetadata place) {
        return await(place.partition(), place.offset(), _ -> true);
    }

    /// Where the next record of a partition will stand.
    public long end(int number) {
        TopicPartition partition = new TopicPartition(topic.name(), number);
        try (KafkaConsumer<K, V> consumer = consumer()) {
            return consumer.endOffsets(List.of(partition)).get(partition);
        }
    }

    /// The first record from a place on that is the one wanted, or nothing if it does not come in time.
    public Optional<ConsumerRecord<K, V>> await(int number, long offset, Predicate<V> wanted) {
        TopicPartition partition = new TopicPartition(topic.name(), number);
        try (KafkaConsumer<K, V> consumer = consumer()) {
            consumer.assign(List.of(partition));
            consumer.seek(partition, offset);
            long deadline = System.nanoTime() + ANSWER_TIMEOUT.toNanos();
            while (System.nanoTime() < deadline) {
                for (ConsumerRecord<K, V> record : consumer.poll(POLL)) {
                    if (wanted.test(record.value())) {
                        return Optional.of(record);
                    }
                }
            }
            return Optional.empty();
        }
    }

    /// How many records the topic holds.
    public long size() {
        try (KafkaConsumer<K, V> consumer = consumer()) {
            List<TopicPartition> partitions = partitions(consumer);
            Map<TopicPartition, Long> begins = consumer.beginningOffsets(partitions);
            return consumer.endOffsets(partitions).entrySet().stream()
                    .mapToLong(end -> end.getValue() - begins.get(end.getKey()))
                    .sum();
        }
    }

    private List<TopicPartition> partitions(KafkaConsumer<K, V> consumer) {
        return consumer.partitionsFor(topic.name()).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
    }

    private KafkaConsumer<K, V> consumer() {
        Map<String, Object> properties = kafka.with(Map.of(
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed",
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false));
        return new KafkaConsumer<>(
                properties,
                topic.key().serde().deserializer(),
                topic.valueSerde(registry).deserializer());
    }
}
