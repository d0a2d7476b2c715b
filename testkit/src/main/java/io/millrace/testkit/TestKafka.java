package io.millrace.testkit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/// One test class's view of the shared broker. Safe for tests that run in parallel.
public final class TestKafka implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(100);

    private final String bootstrapServers;
    private final String prefix;
    private final Admin admin;

    TestKafka(String bootstrapServers, String prefix) {
        this.bootstrapServers = bootstrapServers;
        this.prefix = prefix;
        this.admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers));
    }

    public String bootstrapServers() {
        return bootstrapServers;
    }

    /// For topics, groups and transactional ids: the name, as nobody else has it.
    public String named(String name) {
        return prefix + "." + name;
    }

    /// An administrator, closed with the class.
    public Admin admin() {
        return admin;
    }

    /// Creates a topic of one partition and returns its whole name.
    public String createTopic(String name) {
        return createTopic(name, 1, Map.of());
    }

    /// Creates a topic and returns its whole name.
    public String createTopic(String name, int partitions, Map<String, String> configuration) {
        String topic = named(name);
        NewTopic wanted = new NewTopic(topic, partitions, (short) 1).configs(configuration);
        finish("create topic " + topic, admin.createTopics(List.of(wanted)).all());
        return topic;
    }

    /// Sends the records in order and returns when all are acknowledged.
    public <K, V> void produce(
            Serializer<K> keySerializer, Serializer<V> valueSerializer, List<ProducerRecord<K, V>> messages) {
        try (KafkaProducer<K, V> producer =
                new KafkaProducer<>(settings(Map.of("acks", "all")), keySerializer, valueSerializer)) {
            List<Future<RecordMetadata>> sent =
                    messages.stream().map(producer::send).toList();
            sent.forEach(acknowledgement -> finish("send to " + bootstrapServers, acknowledgement));
        }
    }

    /// Sends one text record.
    public void produce(String topic, String key, String value) {
        produce(new StringSerializer(), new StringSerializer(), List.of(new ProducerRecord<>(topic, key, value)));
    }

    /// All committed records that are in the topic now, partition by partition.
    public <K, V> List<ConsumerRecord<K, V>> readAll(
            String topic, Deserializer<K> keyDeserializer, Deserializer<V> valueDeserializer) {
        try (KafkaConsumer<K, V> consumer = new KafkaConsumer<>(
                settings(Map.of("isolation.level", "read_committed", "enable.auto.commit", "false")),
                keyDeserializer,
                valueDeserializer)) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            return readTo(consumer, consumer.endOffsets(partitions));
        }
    }

    /// All committed text values that are in the topic now.
    public List<String> readAllText(String topic) {
        return readAll(topic, new StringDeserializer(), new StringDeserializer()).stream()
                .map(ConsumerRecord::value)
                .toList();
    }

    @Override
    public void close() {
        admin.close();
    }

    private static <K, V> List<ConsumerRecord<K, V>> readTo(
            KafkaConsumer<K, V> consumer, Map<TopicPartition, Long> ends) {
        List<ConsumerRecord<K, V>> found = new ArrayList<>();
        long started = System.nanoTime();
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            if (System.nanoTime() - started > Await.DEADLINE.toNanos()) {
                throw new AssertionError("Read only " + found.size() + " records within " + Await.DEADLINE.toSeconds()
                        + " s and did not reach the end offsets " + ends);
            }
            consumer.poll(POLL).forEach(found::add);
        }
        return found;
    }

    private Map<String, Object> settings(Map<String, Object> more) {
        Map<String, Object> settings = new HashMap<>(more);
        settings.put("bootstrap.servers", bootstrapServers);
        return settings;
    }

    private static void finish(String what, Future<?> future) {
        try {
            future.get(Await.DEADLINE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new AssertionError("Could not " + what + ": " + e.getCause(), e.getCause());
        } catch (TimeoutException e) {
            throw new AssertionError("Could not " + what + " within " + Await.DEADLINE.toSeconds() + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("Interrupted: " + what, e);
        }
    }
}
