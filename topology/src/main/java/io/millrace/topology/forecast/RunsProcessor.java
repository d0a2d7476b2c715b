package io.millrace.topology.forecast;

import io.millrace.domain.CatalogKey;
import io.millrace.domain.TenantId;
import io.millrace.events.demand.ForecastCommand;
import io.millrace.events.demand.ForecastJobResult;
import io.millrace.events.demand.ForecastRun;
import io.millrace.events.demand.LeftOut;
import io.millrace.events.demand.RunOrder;
import io.millrace.events.demand.RunReason;
import io.millrace.events.demand.RunState;
import io.millrace.events.demand.ServedMethod;
import io.millrace.schemas.registry.SchemaRegistry;
import io.millrace.schemas.topics.Topics;
import io.millrace.schemas.wire.Decoded;
import io.millrace.schemas.wire.LanePartitioner;
import io.millrace.schemas.wire.RecordDecoder;
import io.millrace.topology.forecast.rules.Absent;
import io.millrace.topology.forecast.rules.Candidate;
import io.millrace.topology.forecast.rules.Evidence;
import io.millrace.topology.forecast.rules.RunRules.Followed;
import io.millrace.topology.forecast.rules.RunRules.Planned;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Follows the runs of a partition's tenants.
final class RunsProcessor implements Processor<byte[], byte[], Void, Void> {
    private static final Logger LOG = LoggerFactory.getLogger(RunsProcessor.class);
    private static final Duration TICK = Duration.ofMillis(500);

    private final RunsSettings settings;
    private final SchemaRegistry registry;
    private final Panel panel;
    private final Evidence evidence;
    private final RecordDecoder<ForecastCommand> commands;
    private final RecordDecoder<ForecastJobResult> results;
    private @Nullable Task task;

    /// What exists while the task runs.
    private record Task(ProcessorContext<Void, Void> context, RunsState state, ServedState served, int partition) {}

    RunsProcessor(RunsSettings settings, SchemaRegistry registry, Panel panel, Evidence evidence) {
        this.settings = settings;
        this.registry = registry;
        this.panel = panel;
        this.evidence = evidence;
        this.commands = new RecordDecoder<>(ForecastCommand.TYPE, registry);
        this.results = new RecordDecoder<>(ForecastJobResult.TYPE, registry);
    }

    @Override
    public void init(ProcessorContext<Void, Void> context) {
        Task started = new Task(
                context,
                new RunsState(context, settings.prefix(), registry),
                new ServedState(context, settings.serving(), evidence, settings.prefix(), registry),
                context.taskId().partition());
        task = started;
        context.schedule(
                TICK, PunctuationType.WALL_CLOCK_TIME, nowMillis -> tick(started, Instant.ofEpochMilli(nowMillis)));
    }

    @Override
    public void process(Record<byte[], byte[]> incoming) {
        Task running = task;
        if (running == null) {
            throw new IllegalStateException("the processor was not set up");
        }
        String topic = running.context
                .recordMetadata()
                .orElseThrow(() -> new IllegalStateException("a record without a place in a topic"))
                .topic();
        Instant now = Instant.ofEpochMilli(running.context.currentSystemTimeMs());
        if (incoming.value() == null) {
            return;
        }
        if (topic.equals(settings.prefix() + Topics.FORECAST_JOB_RESULTS.name())) {
            heard(running.state, RunsState.read(results, incoming.value()), now);
        } else if (commands.decode(incoming.value())
                instanceof Decoded.Value<ForecastCommand>(ForecastCommand command, int _)) {
            obey(running, command, now);
        } else {
            LOG.warn("A wish for a run of forecasts is left out: it is not readable");
        }
    }

    private void obey(Task running, ForecastCommand command, Instant now) {
        RunsState state = running.state;
        var known = state.find(command.tenantId(), command.runId());
        switch (command.kind()) {
            case START -> {
                if (known.isEmpty()) {
                    state.wish(command);
                    state.put(begun(command, RunReason.ASKED, now), now);
                }
            }
            case CANCEL ->
                known.filter(run -> run.state() == RunState.RUNNING).ifPresent(run -> {
                    state.forgetWish(run.tenantId(), run.runId());
                    state.put(settings.rules().cancelled(run, now), now);
                });
            case SERVE -> running.served.obey(command, now);
            case UNKNOWN -> LOG.warn("A newer Millrace wants something of run {}", command.runId());
        }
    }

    private ForecastRun begun(ForecastCommand command, RunReason reason, Instant now) {
        Integer horizon = command.horizonDays();
        return ForecastRun.builder()
                .tenantId(command.tenantId())
                .runId(command.runId())
                .reason(reason)
                .actor(command.actor())
                .state(RunState.RUNNING)
                .method(settings.method())
                .horizonDays(horizon == null ? settings.horizonDays() : horizon)
                .startedAt(now)
                .changedAt(now)
                .series(0)
                .forecasts(0)
                .build();
    }

    private void heard(RunsState state, ForecastJobResult result, Instant now) {
        state.find(result.tenantId(), result.runId()).ifPresent(run -> {
            Followed followed = settings.rules().heard(run, result, now);
            follow(state, run, followed, now);
        });
    }

    private static void follow(RunsState state, ForecastRun before, Followed followed, Instant now) {
        if (followed.run().equals(before)) {
            return;
        }
        state.publishAgain(followed.run(), followed.publish(), now);
        state.put(followed.run(), now);
        if (followed.run().state() == RunState.FAILED) {
            LOG.error(
                    "Run {} of forecasts failed: {}",
                    followed.run().runId(),
                    followed.run().problem());
        }
    }

    private void tick(Task running, Instant now) {
        RunsState state = running.state;
        state.wishes().stream()
                .filter(wish -> isKnownSince(wish.issuedAt()))
                .forEach(wish -> state.find(wish.tenantId(), wish.runId()).ifPresent(run -> {
                    state.forgetWish(wish.tenantId(), wish.runId());
                    plan(running, run, wish, wanted(wish), now);
                }));
        for (ForecastRun run : state.running()) {
            follow(state, run, settings.rules().passed(run, now), now);
        }
        panel.asOf()
                .ifPresent(known -> panel.tenants().stream()
                        .filter(tenant -> isHere(tenant, running.partition))
                        .forEach(tenant -> beginByItself(running, tenant, known, now)));
        state.all().stream().filter(run -> isOld(run, now)).forEach(run -> state.forget(run, now));
    }

    private boolean isKnownSince(Instant moment) {
        return panel.asOf().map(known -> known.isAfter(moment)).orElse(false);
    }

    private boolean isHere(TenantId tenant, int partition) {
        return LanePartitioner.partition(new CatalogKey(tenant, "any"), settings.partitions()) == partition;
    }

    private boolean isOld(ForecastRun run, Instant now) {
        Instant finished = run.finishedAt();
        return finished != null && finished.plus(settings.keepFor()).isBefore(now);
    }

    private List<Candidate> wanted(ForecastCommand wish) {
        return panel.series(TenantId.of(wish.tenantId())).stream()
                .filter(one -> wish.locations().isEmpty() || wish.locations().contains(one.location()))
                .filter(one -> wish.items().isEmpty() || wish.items().contains(one.item()))
                .toList();
    }

    private void beginByItself(Task running, TenantId tenant, Instant known, Instant now) {
        if (!panel.isStale(tenant) || !settings.schedule().allows(running.state.of(tenant.value()), known, now)) {
            return;
        }
        List<Candidate> stale =
                panel.series(tenant).stream().filter(Candidate::isStale).toList();
        if (!stale.isEmpty()) {
            ForecastCommand wish = ForecastCommand.builder()
                    .tenantId(tenant.value())
                    .runId("closed-" + now.toEpochMilli())
                    .kind(RunOrder.START)
                    .issuedAt(now)
                    .build();
            plan(running, begun(wish, RunReason.DAYS_CLOSED, now), wish, stale, now);
        }
    }

    /// Plans a run, by the method that is served from now on.
    private void plan(Task running, ForecastRun run, ForecastCommand wish, List<Candidate> series, Instant now) {
        ServedMethod served = running.served.judged(run.tenantId(), now);
        TenantId tenant = TenantId.of(run.tenantId());
        ForecastRun begun = run.toBuilder()
                .method(served.method())
                .leftOut(Absent.of(wish, series, panel.absent(tenant)))
                .build();
        Planned planned = settings.rules().plan(begun, served.challengers(), series, now);
        planned.jobs().forEach(job -> running.state.publish(job, now));
        running.state.put(planned.run(), now);
        LOG.info(
                "Run {} of forecasts: {} series in {} jobs by {}; {} series are left out",
                run.runId(),
                planned.run().series(),
                planned.jobs().size(),
                served.method(),
                planned.run().leftOut().stream().mapToInt(LeftOut::series).sum());
    }
}
