package io.millrace.ledger.history.sink;

import io.millrace.ledger.history.sink.HistoryStatus.State;
import io.millrace.schemas.registry.SchemaRegistry;
import io.millrace.schemas.registry.SchemaRegistryException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Writes what is committed in the topics into the database, on a thread of its own. Nodes share the partitions.
///
/// Where it stands is in the database, with the rows: after whatever breaks, it asks there and goes on. It never
/// leaves a record out: one that can't be read stops it.
public final class HistorySink implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HistorySink.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(30);
    /// For so long nobody writes what a node had that died.
    private static final int SESSION_MILLIS = 9_000;

    private static final long PAUSE_MILLIS_MIN = 100;
    private static final long PAUSE_MILLIS_MAX = 10_000;
    private static final long LOOK_EVERY_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final HistorySettings settings;
    private final Records records;
    private final HistoryWriter writer;
    private final Cursors cursors;
    private final Lag lag = new Lag();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Thread thread;
    private long pauseMillis = PAUSE_MILLIS_MIN;
    private long lookedNanos = System.nanoTime() - LOOK_EVERY_NANOS;
    private volatile HistoryStatus status = new HistoryStatus(State.WRITING, "", 0, Optional.empty());

    private HistorySink(HistorySettings settings, SchemaRegistry registry, DataSource sink) {
        List<Mapping<?>> mappings = Mappings.all();
        String prefix = settings.topics().prefix();
        this.settings = settings;
        this.records = new Records(mappings, prefix, registry);
        this.writer = new HistoryWriter(sink);
        this.cursors = new Cursors(writer, mappings, prefix);
        this.thread = Thread.ofPlatform()
                .daemon()
                .name("history-sink")
                .uncaughtExceptionHandler(this::failed)
                .unstarted(this::run);
    }

    /// Writes until closed.
    ///
    /// @param sink connections of the sink's role
    /// @throws HistoryRefusedException if the topics and the database don't fit, saying what to do
    /// @throws SQLException if the database can't be asked
    public static HistorySink start(HistorySettings settings, SchemaRegistry registry, DataSource sink)
            throws SQLException {
        HistorySink started = new HistorySink(settings, registry, sink);
        try (KafkaConsumer<byte[], byte[]> consumer = started.consumer()) {
            List<TopicPartition> partitions = started.records.topics().stream()
                    .flatMap(topic -> consumer.partitionsFor(topic, ANSWER_TIMEOUT).stream())
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            consumer.assign(partitions);
            started.cursors.check(consumer, partitions);
        }
        started.thread.start();
        return started;
    }

    private KafkaConsumer<byte[], byte[]> consumer() {
        Map<String, Object> properties = new HashMap<>(settings.kafka());
        properties.put(ConsumerConfig.GROUP_ID_CONFIG, settings.group());
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, settings.pollRecordsMax());
        properties.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, SESSION_MILLIS);
        properties.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, SESSION_MILLIS / 3);
        return new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /// How it is, and how far behind: for health and metrics.
    public HistoryStatus status() {
        return status;
    }

    private void run() {
        while (isRunning()) {
            try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
                consumer.subscribe(records.topics(), new Assignments(consumer));
                while (isRunning()) {
                    step(consumer);
                }
            } catch (HistoryRefusedException refused) {
                LOG.error(refused.getMessage());
                tell(State.STOPPED, refused.getMessage());
                return;
            } catch (KafkaException broken) {
                LOG.warn("History lost its topics; it takes them up again", broken);
                tell(State.RETRYING, "Kafka can't be read: " + broken.getMessage());
                await(pauseMillis);
                pauseMillis = Math.min(PAUSE_MILLIS_MAX, pauseMillis * 2);
            }
        }
    }

    private void failed(Thread dead, Throwable cause) {
        LOG.error("History stops: {} failed", dead.getName(), cause);
        tell(State.STOPPED, "It failed, and its log says why: " + cause);
    }

    /// What is on its way when something fails is forgotten: the database knows where to begin again.
    private void step(KafkaConsumer<byte[], byte[]> consumer) {
        try {
            cursors.seek(consumer);
            Batch batch = batch(consumer.poll(POLL));
            if (batch.records() > 0) {
                writer.write(batch);
                cursors.wrote(batch);
                batch.steps().forEach((partition, step) -> lag.wrote(partition, step.recordAtMillis()));
            }
            pauseMillis = PAUSE_MILLIS_MIN;
            look(consumer);
            tell(State.WRITING, "");
        } catch (StaleOffsetsException stale) {
            LOG.info("{}; this one asks again where it stands.", stale.getMessage());
            again(consumer, "Another writer was here first.");
        } catch (SQLException away) {
            LOG.warn("History can't be written; it tries again in {} ms", pauseMillis, away);
            again(consumer, "PostgreSQL can't be written: " + away.getMessage());
        } catch (SchemaRegistryException away) {
            LOG.warn("History can't read schemas; it tries again in {} ms", pauseMillis, away);
            again(consumer, "The schema registry can't be asked: " + away.getMessage());
        }
    }

    private Batch batch(ConsumerRecords<byte[], byte[]> polled) {
        Batch batch = new Batch();
        for (TopicPartition partition : polled.partitions()) {
            long expected = cursors.written(partition);
            for (ConsumerRecord<byte[], byte[]> record : polled.records(partition)) {
                records.take(record, expected, batch);
            }
        }
        return batch;
    }

    /// Waits, staying a member of the group, and begins where the database says.
    private void again(KafkaConsumer<byte[], byte[]> consumer, String cause) {
        tell(State.RETRYING, cause);
        long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(pauseMillis);
        pauseMillis = Math.min(PAUSE_MILLIS_MAX, pauseMillis * 2);
        cursors.ask(consumer.assignment());
        do {
            consumer.pause(consumer.assignment());
            consumer.poll(POLL);
            look(consumer);
            tell(State.RETRYING, cause);
        } while (isRunning() && System.nanoTime() < until);
    }

    private void look(KafkaConsumer<byte[], byte[]> consumer) {
        if (System.nanoTime() - lookedNanos >= LOOK_EVERY_NANOS) {
            lookedNanos = System.nanoTime();
            lag.look(consumer.endOffsets(consumer.assignment()), cursors.written(), System.currentTimeMillis());
        }
    }

    private void tell(State state, String cause) {
        status = new HistoryStatus(state, cause, lag.records(), lag.since());
    }

    private boolean isRunning() {
        return stopped.getCount() > 0;
    }

    private void await(long millis) {
        try {
            boolean isStopped = stopped.await(millis, TimeUnit.MILLISECONDS);
            LOG.debug("History goes on: {}", !isStopped);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            stopped.countDown();
        }
    }

    /// New partitions wait until the database has said where they stand.
    private final class Assignments implements ConsumerRebalanceListener {
        private final KafkaConsumer<byte[], byte[]> consumer;

        Assignments(KafkaConsumer<byte[], byte[]> consumer) {
            this.consumer = consumer;
        }

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            consumer.pause(partitions);
            partitions.forEach(partition -> consumer.seek(partition, 0)); // Nothing is read from there: it is paused.
            cursors.ask(partitions);
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            cursors.forget(partitions);
            lag.forget(partitions);
        }
    }

    /// Stops after the batch that is being written.
    @Override
    public void close() {
        stopped.countDown();
        try {
            thread.join(ANSWER_TIMEOUT);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
