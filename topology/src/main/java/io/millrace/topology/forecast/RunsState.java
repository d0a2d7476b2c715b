package io.millrace.topology.forecast;

import io.millrace.events.demand.ForecastCommand;
import io.millrace.events.demand.ForecastJob;
import io.millrace.events.demand.ForecastRun;
import io.millrace.events.demand.RunJob;
import io.millrace.events.demand.RunState;
import io.millrace.schemas.avro.AvroRoot;
import io.millrace.schemas.registry.SchemaRegistry;
import io.millrace.schemas.topics.Topic;
import io.millrace.schemas.topics.Topics;
import io.millrace.schemas.wire.AvroSerializer;
import io.millrace.schemas.wire.Decoded;
import io.millrace.schemas.wire.RecordDecoder;
import io.millrace.topology.segments.TopicWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/// The runs of a partition's tenants, kept and told: what is put here is in the store and on its topic.
final class RunsState {
    static final List<Topic<?, ? extends AvroRoot>> TOPICS = List.of(Topics.FORECAST_RUNS, Topics.FORECAST_JOBS);

    private final String prefix;
    private final int partition;
    private final TopicWriter writer;
    private final KeyValueStore<String, byte[]> runStore;
    private final KeyValueStore<String, byte[]> jobStore;
    private final KeyValueStore<String, byte[]> wishStore;
    private final AvroSerializer<ForecastRun> runs;
    private final AvroSerializer<ForecastJob> jobs;
    private final AvroSerializer<ForecastCommand> wishes;
    private final RecordDecoder<ForecastJob> jobDecoder;
    private final Map<String, ForecastRun> known = new TreeMap<>();
    private final Map<String, ForecastCommand> wished = new TreeMap<>();

    RunsState(ProcessorContext<Void, Void> context, String prefix, SchemaRegistry registry) {
        this.prefix = prefix;
        this.partition = context.taskId().partition();
        this.writer = new TopicWriter(context, TOPICS, prefix, registry);
        this.runStore = context.getStateStore(RunsTopology.RUNS);
        this.jobStore = context.getStateStore(RunsTopology.JOBS);
        this.wishStore = context.getStateStore(RunsTopology.WISHES);
        this.runs = new AvroSerializer<>(registry);
        this.jobs = new AvroSerializer<>(registry);
        this.wishes = new AvroSerializer<>(registry);
        this.jobDecoder = new RecordDecoder<>(ForecastJob.TYPE, registry);
        restore(runStore, new RecordDecoder<>(ForecastRun.TYPE, registry), known);
        restore(wishStore, new RecordDecoder<>(ForecastCommand.TYPE, registry), wished);
    }

    private static <V extends AvroRoot> void restore(
            KeyValueStore<String, byte[]> store, RecordDecoder<V> decoder, Map<String, V> into) {
        try (KeyValueIterator<String, byte[]> all = store.all()) {
            all.forEachRemaining(entry -> into.put(entry.key, read(decoder, entry.value)));
        }
    }

    /// What this application wrote itself can be read.
    static <V extends AvroRoot> V read(RecordDecoder<V> decoder, byte[] value) {
        return switch (decoder.decode(value)) {
            case Decoded.Value<V>(V record, int _) -> record;
            case Decoded.Unreadable<V>(var reason, String detail) ->
                throw new IllegalStateException("a record of runs can't be read: " + reason + ", " + detail
                        + ". A newer Millrace may have written it: start that one");
        };
    }

    static String key(String tenant, String run) {
        return tenant + '|' + run;
    }

    Optional<ForecastRun> find(String tenant, String run) {
        return Optional.ofNullable(known.get(key(tenant, run)));
    }

    Collection<ForecastRun> all() {
        return List.copyOf(known.values());
    }

    List<ForecastRun> of(String tenant) {
        return known.values().stream()
                .filter(run -> run.tenantId().equals(tenant))
                .toList();
    }

    List<ForecastRun> running() {
        return known.values().stream()
                .filter(run -> run.state() == RunState.RUNNING)
                .toList();
    }

    /// What was wished of runs that are not planned yet.
    List<ForecastCommand> wishes() {
        return new ArrayList<>(wished.values());
    }

    void wish(ForecastCommand command) {
        String key = key(command.tenantId(), command.runId());
        wished.put(key, command);
        wishStore.put(key, wishes.serialize(prefix + Topics.FORECAST_COMMANDS.name(), command));
    }

    void forgetWish(String tenant, String run) {
        wished.remove(key(tenant, run));
        wishStore.delete(key(tenant, run));
    }

    void put(ForecastRun run, Instant now) {
        String key = key(run.tenantId(), run.runId());
        known.put(key, run);
        runStore.put(key, runs.serialize(prefix + Topics.FORECAST_RUNS.name(), run));
        writer.send(Topics.FORECAST_RUNS, partition, bytes(key), run, now.toEpochMilli());
        if (run.state() != RunState.RUNNING) {
            run.jobs().forEach(job -> jobStore.delete(key + '|' + job.number()));
        }
    }

    void forget(ForecastRun run, Instant now) {
        String key = key(run.tenantId(), run.runId());
        known.remove(key);
        runStore.delete(key);
        writer.send(Topics.FORECAST_RUNS, partition, bytes(key), (@Nullable ForecastRun) null, now.toEpochMilli());
    }

    /// Publishes a job for the first time.
    void publish(ForecastJob job, Instant now) {
        String key = key(job.tenantId(), job.runId()) + '|' + job.number();
        jobStore.put(key, jobs.serialize(prefix + Topics.FORECAST_JOBS.name(), job));
        writer.send(Topics.FORECAST_JOBS, partition, bytes(key), job, now.toEpochMilli());
    }

    /// Publishes jobs of a run once more, as the run says.
    void publishAgain(ForecastRun run, List<Integer> numbers, Instant now) {
        for (int number : numbers) {
            RunJob state = run.jobs().get(number - 1);
            byte[] kept = jobStore.get(key(run.tenantId(), run.runId()) + '|' + number);
            publish(
                    read(jobDecoder, kept).toBuilder()
                            .attempt(state.attempt())
                            .publishedAt(state.publishedAt())
                            .build(),
                    now);
        }
    }

    private static byte[] bytes(String key) {
        return key.getBytes(StandardCharsets.UTF_8);
    }
}
