package io.millrace.ledger.security;

import io.millrace.events.security.Audit;
import io.millrace.schemas.registry.SchemaRegistry;
import io.millrace.schemas.registry.SchemaRegistryException;
import io.millrace.schemas.topics.TopicSettings;
import io.millrace.schemas.topics.Topics;
import io.millrace.schemas.wire.Decoded;
import io.millrace.schemas.wire.RecordDecoder;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Carries the audit from its topic into PostgreSQL, on a thread of its own. Nodes share the partitions.
///
/// It says how far it came only after the rows are there, and a row that is there is not added again: whatever is
/// killed or away, every entry becomes one row.
public final class AuditSink implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AuditSink.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final int SESSION_MILLIS = 9_000;
    private static final int PAUSE_MILLIS = 1_000;
    private static final long MONTHS_LOOK_NANOS = TimeUnit.HOURS.toNanos(6);

    private final Map<String, Object> properties;
    private final String topic;
    private final RecordDecoder<Audit> decoder;
    private final PostgresAudit audit;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Thread thread;
    private long lookedNanos = System.nanoTime() - MONTHS_LOOK_NANOS;

    private AuditSink(
            Map<String, Object> connection, TopicSettings topics, SchemaRegistry registry, PostgresAudit audit) {
        this.topic = Topics.AUDITS.prefixed(topics.prefix()).name();
        this.decoder = new RecordDecoder<>(Topics.AUDITS.value(), registry);
        this.audit = audit;
        this.properties = new HashMap<>(connection);
        properties.put(ConsumerConfig.GROUP_ID_CONFIG, topics.prefix() + "audit");
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        properties.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, SESSION_MILLIS);
        properties.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, SESSION_MILLIS / 3);
        this.thread = Thread.ofPlatform().daemon().name("audit").unstarted(this::run);
    }

    /// Writes until closed.
    ///
    /// @param connection how to reach Kafka
    public static AuditSink start(
            Map<String, Object> connection, TopicSettings topics, SchemaRegistry registry, PostgresAudit audit) {
        AuditSink sink = new AuditSink(connection, topics, registry, audit);
        sink.thread.start();
        return sink;
    }

    /// What is not yet written when something fails is read again: nothing was said of it.
    private void run() {
        while (isRunning()) {
            try (KafkaConsumer<byte[], byte[]> consumer =
                    new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
                consumer.subscribe(List.of(topic));
                while (isRunning()) {
                    ensureMonths();
                    ConsumerRecords<byte[], byte[]> polled = consumer.poll(POLL);
                    if (!polled.isEmpty()) {
                        audit.add(entries(polled));
                        consumer.commitSync();
                    }
                }
            } catch (SQLException | KafkaException | SchemaRegistryException away) {
                LOG.warn("The audit waits in its topic, and is written when this is over: {}", away.getMessage());
                pause();
            }
        }
    }

    private void ensureMonths() throws SQLException {
        if (System.nanoTime() - lookedNanos >= MONTHS_LOOK_NANOS) {
            audit.ensureMonths();
            lookedNanos = System.nanoTime();
        }
    }

    private List<AuditEntry> entries(ConsumerRecords<byte[], byte[]> polled) {
        List<AuditEntry> entries = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : polled) {
            if (record.value() != null
                    && decoder.decode(record.value()) instanceof Decoded.Value<Audit>(Audit value, int _)) {
                entries.add(AuditTopic.entry(value));
            } else {
                LOG.error(
                        "What is at offset {} of {}-{} is no entry of the audit; it stays there",
                        record.offset(),
                        topic,
                        record.partition());
            }
        }
        return entries;
    }

    private boolean isRunning() {
        return stopped.getCount() > 0;
    }

    private void pause() {
        try {
            boolean isStopped = stopped.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS);
            LOG.debug("The audit goes on: {}", !isStopped);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            stopped.countDown();
        }
    }

    @Override
    public void close() {
        stopped.countDown();
        try {
            thread.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
