package io.millrace.topology.catalog;

import io.millrace.domain.CatalogKey;
import io.millrace.domain.TenantId;
import io.millrace.events.catalog.CatalogCommand;
import io.millrace.events.catalog.CatalogOutcome;
import io.millrace.schemas.registry.SchemaRegistry;
import io.millrace.schemas.topics.Topic;
import io.millrace.schemas.topics.Topics;
import io.millrace.schemas.wire.Decoded;
import io.millrace.schemas.wire.LanePartitioner;
import io.millrace.schemas.wire.RecordDecoder;
import io.millrace.topology.catalog.rules.CatalogRules;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/// Sends one tenant's commands to the catalogue and hears what became of each. Not for several threads at once.
public final class CatalogClient implements AutoCloseable {
    private static final int IN_FLIGHT_MAX = 50_000;
    private static final int SENT_BETWEEN_LISTENING = 500;
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(30);

    private final Topic<CatalogKey, CatalogCommand> commands;
    private final KafkaProducer<CatalogKey, CatalogCommand> producer;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final RecordDecoder<CatalogOutcome> decoder;
    private final Consumer<CatalogOutcome> listener;
    private final Set<UUID> pending = new HashSet<>();
    private final AtomicReference<Exception> failure = new AtomicReference<>();
    private long sent;
    private long lastHeardNanos = System.nanoTime();

    /// Connects, and listens from now on.
    ///
    /// @param connection how to reach Kafka
    /// @param prefix of the topics' names
    /// @param listener hears of each command that was sent by this client, once
    public CatalogClient(
            Map<String, Object> connection,
            String prefix,
            SchemaRegistry registry,
            TenantId tenant,
            Consumer<CatalogOutcome> listener) {
        this.commands = Topics.CATALOG_COMMANDS.prefixed(prefix);
        this.listener = listener;
        this.decoder = new RecordDecoder<>(CatalogOutcome.TYPE, registry);
        this.consumer = consumer(connection);
        boolean ready = false;
        try {
            begin(prefix + Topics.CATALOG_OUTCOMES.name(), tenant);
            this.producer = producer(connection, registry);
            ready = true;
        } finally {
            if (!ready) {
                consumer.close();
            }
        }
    }

    private void begin(String outcomes, TenantId tenant) {
        int partitions = consumer.partitionsFor(outcomes, ANSWER_TIMEOUT).size();
        if (partitions == 0) {
            throw new KafkaException("there is no topic " + outcomes);
        }
        CatalogKey any = CatalogKey.of(tenant.value(), tenant.value());
        TopicPartition home = new TopicPartition(outcomes, LanePartitioner.partition(any, partitions));
        consumer.assign(List.of(home));
        consumer.seekToEnd(List.of(home));
        consumer.position(home, ANSWER_TIMEOUT);
    }

    private static KafkaConsumer<byte[], byte[]> consumer(Map<String, Object> connection) {
        Map<String, Object> properties = new HashMap<>(connection);
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 5_000);
        return new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private KafkaProducer<CatalogKey, CatalogCommand> producer(
            Map<String, Object> connection, SchemaRegistry registry) {
        Map<String, Object> properties = new HashMap<>(connection);
        properties.put(ProducerConfig.ACKS_CONFIG, "all");
        properties.put(ProducerConfig.LINGER_MS_CONFIG, 5);
        properties.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 10_000);
        properties.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int) ANSWER_TIMEOUT.toMillis());
        properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, ANSWER_TIMEOUT.toMillis());
        properties.put(ProducerConfig.BATCH_SIZE_CONFIG, 256 * 1024);
        properties.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        properties.put(ProducerConfig.PARTITIONER_CLASS_CONFIG, LanePartitioner.class.getName());
        return new KafkaProducer<>(
                properties,
                commands.key().serde().serializer(),
                commands.valueSerde(registry).serializer());
    }

    // What goes wrong with a record is told to its callback.
    @SuppressWarnings("FutureReturnValueIgnored")
    private void hand(CatalogKey key, CatalogCommand command) {
        producer.send(new ProducerRecord<>(commands.name(), key, command), (_, failed) -> {
            if (failed != null) {
                failure.compareAndSet(null, failed);
            }
        });
    }

    /// Sends a command; waits first if too many are on their way.
    ///
    /// @throws KafkaException if commands can't be sent, or nothing is heard of them
    public void send(CatalogCommand command) {
        if (pending.isEmpty()) {
            lastHeardNanos = System.nanoTime();
        }
        if (++sent % SENT_BETWEEN_LISTENING == 0) {
            listen(Duration.ZERO);
        }
        while (pending.size() >= IN_FLIGHT_MAX) {
            listen(POLL);
        }
        pending.add(command.commandId());
        String key = command.tenantId() + "|" + CatalogRules.subject(command).id();
        hand(CatalogKey.parse(key), command);
    }

    /// Waits until every command that was sent has its outcome.
    ///
    /// @throws KafkaException if commands can't be sent, or nothing is heard of them
    public void await() {
        while (!pending.isEmpty()) {
            listen(POLL);
        }
    }

    private void listen(Duration atMost) {
        Exception failed = failure.get();
        if (failed != null) {
            throw failed instanceof KafkaException known ? known : new KafkaException(failed);
        }
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(atMost)) {
            if (decoder.decode(record.value()) instanceof Decoded.Value<CatalogOutcome>(CatalogOutcome outcome, int _)
                    && pending.remove(outcome.commandId())) {
                lastHeardNanos = System.nanoTime();
                listener.accept(outcome);
            }
        }
        if (System.nanoTime() - lastHeardNanos > ANSWER_TIMEOUT.toNanos()) {
            throw new org.apache.kafka.common.errors.TimeoutException("nothing was heard of " + pending.size()
                    + " commands for " + ANSWER_TIMEOUT.toSeconds() + " s; is the catalogue running?");
        }
    }

    @Override
    public void close() {
        // What has no outcome by now was given up.
        producer.close(pending.isEmpty() ? ANSWER_TIMEOUT : Duration.ZERO);
        consumer.close();
    }
}
