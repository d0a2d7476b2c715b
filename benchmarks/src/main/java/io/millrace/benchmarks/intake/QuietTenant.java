package io.millrace.benchmarks.intake;

import io.millrace.benchmarks.kit.Latencies;
import io.millrace.benchmarks.ledger.Cluster;
import io.millrace.benchmarks.ledger.Feed;
import io.millrace.domain.TenantId;
import io.millrace.schemas.topics.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/// Sends a record now and then, and watches how long each takes until a reader of committed records sees it. Latency
/// counts from when a record was due.
final class QuietTenant {
    private static final String NUMBER_HEADER = "number";
    private static final Duration POLL = Duration.ofMillis(5);
    private static final long LEAD_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long STEP_NANOS = TimeUnit.MICROSECONDS.toNanos(500);
    private static final long PATIENCE_NANOS = TimeUnit.MINUTES.toNanos(2);

    private final IntakeScene scene;
    private final TenantId tenant;
    private final int records;
    private final double nanosPerRecord;
    private final Baskets baskets;
    private final long startNanos;

    private QuietTenant(IntakeScene scene, TenantId tenant) {
        this.scene = scene;
        this.tenant = tenant;
        this.records = scene.plan().quietPerSecond() * scene.plan().quietSeconds();
        this.nanosPerRecord =
                (double) TimeUnit.SECONDS.toNanos(1) / scene.plan().quietPerSecond();
        this.baskets = new Baskets(tenant.value(), scene.plan().partitions(), scene.registry());
        this.startNanos = System.nanoTime() + LEAD_NANOS;
    }

    /// @param release lets intake work, just before the first record is due
    static Latencies delays(IntakeScene scene, TenantId tenant, Runnable release) {
        QuietTenant quiet = new QuietTenant(scene, tenant);
        try (ExecutorService thread = Executors.newSingleThreadExecutor()) {
            Future<Latencies> watching = thread.submit(quiet::watch);
            release.run();
            quiet.send();
            return watching.get();
        } catch (ExecutionException failed) {
            throw new IllegalStateException("the quiet tenant's records could not be watched", failed.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while watching the quiet tenant", interrupted);
        }
    }

    private long dueNanos(int number) {
        return startNanos + Math.round(number * nanosPerRecord);
    }

    private void send() {
        String topic = Topics.salesOf(tenant).name();
        try (Feed feed = new Feed(scene.cluster().bootstrapServers(), IntakeScene.COMPRESSION)) {
            for (int number = 0; number < records; number++) {
                ProducerRecord<byte[], byte[]> record = baskets.next(topic);
                record.headers().add(NUMBER_HEADER, Integer.toString(number).getBytes(StandardCharsets.UTF_8));
                while (System.nanoTime() - dueNanos(number) < 0) {
                    LockSupport.parkNanos(STEP_NANOS);
                }
                feed.send(record);
            }
            feed.flush();
        }
    }

    private Latencies watch() {
        Cluster cluster = scene.cluster();
        Latencies latencies = new Latencies();
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        cluster.bootstrapServers(),
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                        "read_committed",
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        false),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = cluster.partitionsOf(Topics.SALES.name());
            consumer.assign(partitions);
            consumer.seekToEnd(partitions);
            partitions.forEach(consumer::position);
            long deadline = dueNanos(records) + PATIENCE_NANOS;
            while (latencies.count() < records) {
                if (System.nanoTime() - deadline > 0) {
                    throw new IllegalStateException("only " + latencies.count() + " of " + records + " records came");
                }
                consumer.poll(POLL).forEach(record -> note(record, latencies));
            }
            return latencies;
        }
    }

    private void note(ConsumerRecord<byte[], byte[]> record, Latencies latencies) {
        var number = record.headers().lastHeader(NUMBER_HEADER);
        if (number != null) {
            int parsed = Integer.parseInt(new String(number.value(), StandardCharsets.UTF_8));
            latencies.addNanos(System.nanoTime() - dueNanos(parsed));
        }
    }
}
