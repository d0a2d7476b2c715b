package io.millrace.benchmarks.ledger;

import io.millrace.benchmarks.kit.Latencies;
import io.millrace.domain.LaneKey;
import io.millrace.events.stock.JournalEntry;
import io.millrace.schemas.registry.SchemaRegistry;
import io.millrace.schemas.topics.Topic;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/// Reads the journal as any outsider does, committed records only, and notes when it saw which event. It looks into
/// every eighth record, so as not to be the one that is measured.
final class JournalWatch implements AutoCloseable {
    private static final int SAMPLED = 8;
    private static final Duration POLL = Duration.ofMillis(50);

    private final Topic<LaneKey, JournalEntry> journal;
    private final Deserializer<JournalEntry> deserializer;
    private final Timetable timetable;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Latencies latencies = new Latencies();
    private final CompletableFuture<Map<TopicPartition, Long>> ends = new CompletableFuture<>();
    private final AtomicBoolean stopped = new AtomicBoolean();
    private final ExecutorService thread = Executors.newSingleThreadExecutor();
    private final Future<Latencies> watching;
    private long records;

    private JournalWatch(
            Cluster cluster, Topic<LaneKey, JournalEntry> journal, SchemaRegistry registry, Timetable timetable) {
        this.journal = journal;
        this.deserializer = journal.valueSerde(registry).deserializer();
        this.timetable = timetable;
        this.consumer = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        cluster.bootstrapServers(),
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                        "read_committed",
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        false),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        List<TopicPartition> partitions = cluster.partitionsOf(journal.name());
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position); // Asks the broker now, before anything is sent.
        this.watching = thread.submit(this::watch);
    }

    static JournalWatch start(
            Cluster cluster, Topic<LaneKey, JournalEntry> journal, SchemaRegistry registry, Timetable timetable) {
        return new JournalWatch(cluster, journal, registry, timetable);
    }

    private Latencies watch() {
        while (!stopped.get() && !isAt(ends.getNow(null))) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                if (records++ % SAMPLED == 0) {
                    note(record.value());
                }
            }
        }
        return latencies;
    }

    private boolean isAt(@Nullable Map<TopicPartition, Long> ends) {
        return ends != null
                && ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
    }

    private void note(byte[] value) {
        long now = System.nanoTime();
        JournalEntry entry = deserializer.deserialize(journal.name(), value);
        long due = timetable.dueNanos(Names.number(entry.header().eventId()));
        if (due != Long.MIN_VALUE) {
            latencies.addNanos(now - due);
        }
    }

    /// What was measured, once everything up to the ends is read.
    Latencies seenUpTo(Map<TopicPartition, Long> lastOffsets) {
        ends.complete(lastOffsets);
        try {
            return watching.get();
        } catch (ExecutionException failed) {
            throw new IllegalStateException("the journal could not be read: " + failed.getCause(), failed.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while reading the journal", interrupted);
        }
    }

    @Override
    public void close() {
        stopped.set(true);
        thread.close();
        consumer.close();
    }
}
