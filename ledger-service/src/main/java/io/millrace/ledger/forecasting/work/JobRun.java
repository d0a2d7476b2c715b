package io.millrace.ledger.forecasting.work;

import io.millrace.domain.ItemKey;
import io.millrace.domain.TenantId;
import io.millrace.events.demand.ForecastJob;
import io.millrace.events.demand.ForecastJobResult;
import io.millrace.events.demand.JobSeries;
import io.millrace.events.demand.JobState;
import io.millrace.events.demand.LeftOut;
import io.millrace.events.demand.RunState;
import io.millrace.ledger.forecasting.work.JobRules.Given;
import io.millrace.ledger.forecasting.work.JobRules.Made;
import io.millrace.ledger.live.TopicFollower.Reach;
import io.millrace.schemas.registry.SchemaRegistry;
import io.millrace.topology.forecast.rules.Absent;
import io.millrace.topology.forecast.rules.Absent.Why;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Does one job from begin to end.
final class JobRun {
    private static final Logger LOG = LoggerFactory.getLogger(JobRun.class);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final WorkSettings settings;
    private final SchemaRegistry registry;
    private final Knowledge views;
    private final Stage beforeCommit;
    private final CountDownLatch stopping;

    /// Something that is done between sending and committing; nothing, outside tests.
    interface Stage {
        void at(ForecastJob job);
    }

    /// What became of a job.
    sealed interface Ended {
        /// There is a result of it, written by this.
        record Written(ForecastJobResult result) implements Ended {}

        /// Its result was there already.
        record Known() implements Ended {}

        /// It could not be done here and now; somebody else may.
        record GivenBack(String reason) implements Ended {}
    }

    JobRun(
            WorkSettings settings,
            SchemaRegistry registry,
            Knowledge views,
            Stage beforeCommit,
            CountDownLatch stopping) {
        this.settings = settings;
        this.registry = registry;
        this.views = views;
        this.beforeCommit = beforeCommit;
        this.stopping = stopping;
    }

    /// Does a job, unless it is done.
    Ended run(ForecastJob job) {
        Instant started = now();
        try (JobWriter writer = JobWriter.open(settings, registry, job)) {
            // From here on nobody else commits this job, so whether it is done can be known.
            if (!isAllKnownAfter(now())) {
                return new Ended.GivenBack("the demand and runs that there are were not read in " + PATIENCE.toSeconds()
                        + " s; look whether Kafka is slow");
            }
            TenantId tenant = TenantId.of(job.tenantId());
            if (views.runs().isDone(tenant, job.runId(), job.number())) {
                return new Ended.Known();
            }
            ForecastJobResult result = isCancelled(tenant, job)
                    ? write(writer, job, List.of(), result(job, JobState.CANCELLED, 0, null, started))
                    : work(writer, job, tenant, started);
            return new Ended.Written(result);
        }
    }

    private ForecastJobResult work(JobWriter writer, ForecastJob job, TenantId tenant, Instant started) {
        List<Made> made;
        List<LeftOut> leftOut;
        try {
            List<Given> given = given(job, tenant);
            leftOut = leftOut(job, given);
            made = JobRules.made(job, given, now());
        } catch (IllegalArgumentException | IllegalStateException | IndexOutOfBoundsException failed) {
            LOG.error("Job {} of run {} failed", job.number(), job.runId(), failed);
            String problem = failed.getMessage() == null ? failed.toString() : failed.getMessage();
            return write(writer, job, List.of(), result(job, JobState.FAILED, 0, problem, started));
        }
        int count = made.getFirst().forecasts().size();
        ForecastJobResult done = result(job, JobState.DONE, count, null, started);
        return write(writer, job, made, done.toBuilder().leftOut(leftOut).build());
    }

    private static List<LeftOut> leftOut(ForecastJob job, List<Given> given) {
        Set<ItemKey> known = given.stream().map(Given::key).collect(Collectors.toSet());
        return Absent.counted(job.series().stream()
                .filter(one -> !known.contains(ItemKey.of(job.tenantId(), one.locationId(), one.itemId())))
                .map(one -> new Absent(one.locationId(), one.itemId(), Why.GONE))
                .toList());
    }

    private ForecastJobResult write(JobWriter writer, ForecastJob job, List<Made> made, ForecastJobResult result) {
        writer.send(made, job.method(), result);
        beforeCommit.at(job);
        writer.commit();
        return result;
    }

    private List<Given> given(ForecastJob job, TenantId tenant) {
        List<Given> given = new ArrayList<>();
        for (JobSeries wanted : job.series()) {
            ItemKey key = ItemKey.of(job.tenantId(), wanted.locationId(), wanted.itemId());
            views.demand()
                    .series(
                            tenant,
                            wanted.locationId(),
                            wanted.itemId(),
                            wanted.dataUpTo(),
                            date -> views.catalogue().isClosed(key.lane(), date))
                    .filter(known -> known.series().length() > 0)
                    .ifPresent(known -> given.add(new Given(
                            key,
                            known.series().withAttributes(views.catalogue().attributes(key)),
                            known.version(),
                            version(key, job),
                            views.overrides().of(key, wanted.dataUpTo()),
                            views.catalogue().country(key.lane()).orElse(""),
                            views.catalogue().plans(key, wanted.dataUpTo().plusDays(1), job.horizonDays()))));
        }
        return given;
    }

    /// A forecast that is made once more in the same run counts as the same.
    private long version(ItemKey key, ForecastJob job) {
        return views.forecasts()
                .find(key)
                .map(made -> made.runId().equals(job.runId()) ? made.version() : made.version() + 1)
                .orElse(1L);
    }

    private boolean isCancelled(TenantId tenant, ForecastJob job) {
        return views.runs()
                .find(tenant, job.runId())
                .filter(run -> run.state() == RunState.CANCELLED)
                .isPresent();
    }

    private ForecastJobResult result(
            ForecastJob job, JobState state, int forecasts, @Nullable String problem, Instant started) {
        return ForecastJobResult.builder()
                .tenantId(job.tenantId())
                .runId(job.runId())
                .number(job.number())
                .attempt(job.attempt())
                .state(state)
                .forecasts(forecasts)
                .problem(problem)
                .worker(settings.node())
                .startedAt(started)
                .finishedAt(now())
                .build();
    }

    private boolean isAllKnownAfter(Instant moment) {
        long endNanos = System.nanoTime() + PATIENCE.toNanos();
        return Stream.of(views.demand(), views.forecasts(), views.catalogue(), views.runs())
                        .allMatch(view -> view.await(
                                () -> isStopping() || isAfter(view.reach(), moment),
                                Duration.ofNanos(endNanos - System.nanoTime())))
                && !isStopping();
    }

    private static boolean isAfter(Reach reach, Instant moment) {
        return reach.asOf().filter(known -> known.isAfter(moment)).isPresent();
    }

    private boolean isStopping() {
        return stopping.getCount() == 0;
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MICROS);
    }
}
