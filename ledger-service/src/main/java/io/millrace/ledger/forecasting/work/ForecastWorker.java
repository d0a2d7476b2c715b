package io.millrace.ledger.forecasting.work;

import io.millrace.events.demand.ForecastJob;
import io.millrace.ledger.forecasting.work.JobRun.Ended;
import io.millrace.ledger.forecasting.work.JobRun.Stage;
import io.millrace.schemas.registry.SchemaRegistry;
import io.millrace.schemas.topics.Topics;
import io.millrace.schemas.wire.Decoded;
import io.millrace.schemas.wire.RecordDecoder;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaShareConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes jobs off their topic, one at a time, as a member of the share group of all nodes that forecast. A job belongs
/// to who took it as long as that one renews it; if it dies, the job is somebody else's.
public final class ForecastWorker implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ForecastWorker.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final int ADMIN_SECONDS = 30;
    private static final int CLOSE_SECONDS = 30;
    private static final int PAUSE_SECONDS = 1;
    private static final int LOOK_MILLIS = 200;
    private static final int DELIVERIES_MAX = 10;

    private final WorkSettings settings;
    private final String topic;
    private final RecordDecoder<ForecastJob> decoder;
    private final JobRun run;
    private final WorkMeters meters = new WorkMeters();
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final ForkJoinPool cores;
    private final Thread thread;
    private volatile boolean isDead;

    private ForecastWorker(WorkSettings settings, SchemaRegistry registry, Knowledge views, Stage beforeCommit) {
        this.settings = settings;
        this.topic = Topics.FORECAST_JOBS.prefixed(settings.topics().prefix()).name();
        this.decoder = new RecordDecoder<>(ForecastJob.TYPE, registry);
        this.run = new JobRun(settings, registry, views, beforeCommit, stopping);
        this.cores = new ForkJoinPool(settings.threads());
        this.thread = Thread.ofPlatform().daemon().name("forecast-worker").unstarted(this::work);
    }

    /// Works until closed.
    ///
    /// @param views what the node knows; they stay the caller's to close
    public static ForecastWorker start(WorkSettings settings, SchemaRegistry registry, Knowledge views) {
        return start(settings, registry, views, _ -> {});
    }

    static ForecastWorker start(WorkSettings settings, SchemaRegistry registry, Knowledge views, Stage beforeCommit) {
        configureGroup(settings);
        ForecastWorker worker = new ForecastWorker(settings, registry, views, beforeCommit);
        worker.thread.start();
        return worker;
    }

    /// A share group's settings are the broker's to keep; every node says the same.
    private static void configureGroup(WorkSettings settings) {
        Map<String, String> wanted = Map.of(
                "share.auto.offset.reset", "earliest",
                "share.isolation.level", "read_committed",
                "share.record.lock.duration.ms", Long.toString(settings.lock().toMillis()));
        ConfigResource group = new ConfigResource(ConfigResource.Type.GROUP, settings.group());
        List<AlterConfigOp> changes = wanted.entrySet().stream()
                .map(entry ->
                        new AlterConfigOp(new ConfigEntry(entry.getKey(), entry.getValue()), AlterConfigOp.OpType.SET))
                .toList();
        try (Admin admin = Admin.create(settings.connection())) {
            admin.incrementalAlterConfigs(Map.of(group, changes)).all().get(ADMIN_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException refused) {
            throw new KafkaException(
                    "The broker does not keep settings for share groups. Forecast jobs need Kafka 4.2 or later with"
                            + " share groups on (group.share.enable, share.version=1): change the cluster, or leave the"
                            + " role forecast out.",
                    refused);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new KafkaException("stopped while starting", interrupted);
        }
    }

    private KafkaShareConsumer<byte[], byte[]> consumer() {
        Map<String, Object> properties = new HashMap<>(settings.connection());
        properties.put(ConsumerConfig.GROUP_ID_CONFIG, settings.group());
        properties.put(ConsumerConfig.SHARE_ACKNOWLEDGEMENT_MODE_CONFIG, "explicit");
        properties.put(ConsumerConfig.SHARE_ACQUIRE_MODE_CONFIG, "record_limit");
        properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 1);
        return new KafkaShareConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private void work() {
        while (!isStopping()) {
            try (KafkaShareConsumer<byte[], byte[]> consumer = consumer()) {
                consumer.subscribe(List.of(topic));
                while (!isStopping()) {
                    for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                        take(consumer, record);
                    }
                }
            } catch (KafkaException | IllegalStateException broken) {
                LOG.warn("The forecast worker lost its jobs; it takes them up again", broken);
                pause();
            }
        }
    }

    private boolean isStopping() {
        return stopping.getCount() == 0 || isDead;
    }

    private void take(KafkaShareConsumer<byte[], byte[]> consumer, ConsumerRecord<byte[], byte[]> record) {
        switch (decoder.decode(record.value())) {
            case Decoded.Value<ForecastJob>(ForecastJob job, int _) ->
                answer(consumer, record, done(consumer, record, job));
            case Decoded.Unreadable<ForecastJob>(var reason, String detail) -> {
                LOG.error("A forecast job is left out: {}, {}", reason, detail);
                answer(consumer, record, AcknowledgeType.REJECT);
            }
        }
    }

    private void answer(
            KafkaShareConsumer<byte[], byte[]> consumer,
            ConsumerRecord<byte[], byte[]> record,
            AcknowledgeType answer) {
        if (isDead) {
            return;
        }
        consumer.acknowledge(record, answer);
        consumer.commitSync()
                .forEach((partition, failed) -> failed.ifPresent(cause -> LOG.info(
                        "A job of {} was taken over by somebody else before it was answered: {}",
                        partition,
                        cause.toString())));
    }

    private AcknowledgeType done(
            KafkaShareConsumer<byte[], byte[]> consumer, ConsumerRecord<byte[], byte[]> record, ForecastJob job) {
        long startedNanos = System.nanoTime();
        long renewedNanos = startedNanos;
        Future<Ended> ended = cores.submit(() -> run.run(job));
        while (!isStopping()) {
            try {
                Ended found = ended.get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
                meters.ended(found, System.nanoTime() - startedNanos);
                return answer(job, found);
            } catch (TimeoutException notYet) {
                if (System.nanoTime() - renewedNanos > settings.lock().toNanos() / 2) {
                    renew(consumer, record);
                    renewedNanos = System.nanoTime();
                }
            } catch (ExecutionException failed) {
                LOG.error("Job {} of run {} could not be done", job.number(), job.runId(), failed.getCause());
                meters.failed();
                return givenBack(record);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                return AcknowledgeType.RELEASE;
            }
        }
        // Whoever takes it next ends what this one has not committed.
        return AcknowledgeType.RELEASE;
    }

    private static AcknowledgeType answer(ForecastJob job, Ended ended) {
        return switch (ended) {
            case Ended.Written(var result) -> {
                LOG.info(
                        "Job {} of run {}: {}, {} forecasts",
                        job.number(),
                        job.runId(),
                        result.state(),
                        result.forecasts());
                yield AcknowledgeType.ACCEPT;
            }
            case Ended.Known _ -> AcknowledgeType.ACCEPT;
            case Ended.GivenBack(String reason) -> {
                LOG.warn("Job {} of run {} is given back: {}", job.number(), job.runId(), reason);
                yield AcknowledgeType.RELEASE;
            }
        };
    }

    /// A job that nobody can do is left to the run, which misses it.
    private static AcknowledgeType givenBack(ConsumerRecord<byte[], byte[]> record) {
        short times = record.deliveryCount().orElse((short) 1);
        return times >= DELIVERIES_MAX ? AcknowledgeType.REJECT : AcknowledgeType.RELEASE;
    }

    /// Keeps the job. The record that is renewed is out of hand until a poll gives it back, with no other.
    private void renew(KafkaShareConsumer<byte[], byte[]> consumer, ConsumerRecord<byte[], byte[]> record) {
        consumer.acknowledge(record, AcknowledgeType.RENEW);
        consumer.commitSync();
        long deadline = System.nanoTime() + settings.lock().toNanos();
        while (System.nanoTime() < deadline) {
            boolean isBack = false;
            for (ConsumerRecord<byte[], byte[]> again : consumer.poll(POLL)) {
                if (again.partition() == record.partition() && again.offset() == record.offset()) {
                    isBack = true;
                } else {
                    consumer.acknowledge(again, AcknowledgeType.RELEASE);
                }
            }
            if (isBack) {
                return;
            }
        }
        throw new KafkaException("a job was lost to somebody else, because its lock could not be renewed in time");
    }

    private void pause() {
        try {
            boolean isStopped = stopping.await(PAUSE_SECONDS, TimeUnit.SECONDS);
            LOG.debug("The forecast worker goes on: {}", !isStopped);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /// What is measured of the work.
    public WorkMeters meters() {
        return meters;
    }

    /// Takes nothing and says nothing any more, as a process that was killed.
    void die() {
        isDead = true;
    }

    /// Gives back the job at hand.
    @Override
    public void close() {
        stopping.countDown();
        try {
            thread.join(Duration.ofSeconds(CLOSE_SECONDS));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        cores.shutdownNow();
    }
}
