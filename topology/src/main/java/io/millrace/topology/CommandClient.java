package io.millrace.topology;

import io.millrace.domain.RecordKey;
import io.millrace.schemas.avro.AvroRoot;
import io.millrace.schemas.registry.SchemaRegistry;
import io.millrace.schemas.topics.Topic;
import io.millrace.schemas.wire.Decoded;
import io.millrace.schemas.wire.LanePartitioner;
import io.millrace.schemas.wire.RecordDecoder;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/// Sends commands to an application and hears what became of each. Not for several threads at once.
///
/// @param <K> the kind of key
/// @param <C> the command
/// @param <O> the outcome
public final class CommandClient<K extends RecordKey, C extends AvroRoot, O extends AvroRoot> implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration ANSWER_TIMEOUT = Duration.ofMinutes(1);
    private static final int REQUEST_BYTES_MAX = 8 * 1024 * 1024;

    private final Route<K, C, O> route;
    private final KafkaProducer<K, C> producer;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final RecordDecoder<O> decoder;
    private final Consumer<O> listener;
    private final Set<UUID> pending = new HashSet<>();
    private final AtomicReference<Exception> failure = new AtomicReference<>();
    private long lastHeardNanos = System.nanoTime();

    /// From a command to its outcome.
    ///
    /// @param commands where commands go, with an installation's prefix
    /// @param outcomes where outcomes come from, with an installation's prefix
    /// @param command the id of the command an outcome is of
    /// @param inFlightMax how many commands may be on their way
    public record Route<K extends RecordKey, C extends AvroRoot, O extends AvroRoot>(
            Topic<K, C> commands, Topic<?, O> outcomes, Function<O, UUID> command, int inFlightMax) {}

    /// @param connection how to reach Kafka
    /// @param listener hears the outcome of each command that was sent by this client, once
    public CommandClient(
            Map<String, Object> connection, SchemaRegistry registry, Route<K, C, O> route, Consumer<O> listener) {
        this.route = route;
        this.listener = listener;
        this.decoder = new RecordDecoder<>(route.outcomes().value(), registry);
        this.consumer = consumer(connection);
        boolean ready = false;
        try {
            begin(route.outcomes().name());
            this.producer = producer(connection, registry);
            ready = true;
        } finally {
            if (!ready) {
                consumer.close();
            }
        }
    }

    private void begin(String outcomes) {
        List<TopicPartition> partitions = consumer.partitionsFor(outcomes, ANSWER_TIMEOUT).stream()
                .map(partition -> new TopicPartition(outcomes, partition.partition()))
                .toList();
        if (partitions.isEmpty()) {
            throw new KafkaException("there is no topic " + outcomes);
        }
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(partition -> consumer.position(partition, ANSWER_TIMEOUT));
    }

    private static KafkaConsumer<byte[], byte[]> consumer(Map<String, Object> connection) {
        Map<String, Object> properties = new HashMap<>(connection);
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 5_000);
        return new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private KafkaProducer<K, C> producer(Map<String, Object> connection, SchemaRegistry registry) {
        Map<String, Object> properties = new HashMap<>(connection);
        properties.put(ProducerConfig.ACKS_CONFIG, "all");
        properties.put(ProducerConfig.LINGER_MS_CONFIG, 5);
        properties.put(ProducerConfig.BATCH_SIZE_CONFIG, 256 * 1024);
        properties.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, REQUEST_BYTES_MAX);
        properties.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        properties.put(ProducerConfig.PARTITIONER_CLASS_CONFIG, LanePartitioner.class.getName());
        return new KafkaProducer<>(
                properties,
                route.commands().key().serde().serializer(),
                route.commands().valueSerde(registry).serializer());
    }

    /// Sends a command; waits first if too many are on their way.
    ///
    /// @throws KafkaException if commands can't be sent, or nothing is heard of them
    // What goes wrong with a record is told to its callback.
    @SuppressWarnings("FutureReturnValueIgnored")
    public void send(UUID id, K key, C command) {
        while (pending.size() >= route.inFlightMax()) {
            listen();
        }
        if (pending.isEmpty()) {
            lastHeardNanos = System.nanoTime();
        }
        pending.add(id);
        producer.send(new ProducerRecord<>(route.commands().name(), key, command), (_, failed) -> {
            if (failed != null) {
                failure.compareAndSet(null, failed);
            }
        });
    }

    /// Waits until every command that was sent has its outcome.
    ///
    /// @throws KafkaException if commands can't be sent, or nothing is heard of them
    public void await() {
        producer.flush();
        while (!pending.isEmpty()) {
            listen();
        }
    }

    private void listen() {
        Exception failed = failure.get();
        if (failed != null) {
            throw failed instanceof KafkaException known ? known : new KafkaException(failed);
        }
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
            if (decoder.decode(record.value()) instanceof Decoded.Value<O>(O outcome, int _)
                    && pending.remove(route.command().apply(outcome))) {
                lastHeardNanos = System.nanoTime();
                listener.accept(outcome);
            }
        }
        if (System.nanoTime() - lastHeardNanos > ANSWER_TIMEOUT.toNanos()) {
            throw new TimeoutException(
                    "nothing was heard of " + pending.size() + " commands for " + ANSWER_TIMEOUT.toSeconds() + " s");
        }
    }

    @Override
    public void close() {
        producer.close(ANSWER_TIMEOUT);
        consumer.close();
    }
}
