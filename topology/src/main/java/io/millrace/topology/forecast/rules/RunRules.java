package io.millrace.topology.forecast.rules;

import io.millrace.events.demand.ForecastJob;
import io.millrace.events.demand.ForecastJobResult;
import io.millrace.events.demand.ForecastRun;
import io.millrace.events.demand.JobSeries;
import io.millrace.events.demand.JobState;
import io.millrace.events.demand.RunJob;
import io.millrace.events.demand.RunState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// What becomes of a run: it is split into jobs, each job is published until there is a result of it or it was tried
/// often enough, and the run ends when the last of its jobs has.
///
/// @param seriesPerJob how many series a job has at most
/// @param attemptsMax how often a job is published before it counts as failed
/// @param patience how long nothing may be heard of a run before its jobs are published again
public record RunRules(int seriesPerJob, int attemptsMax, Duration patience) {
    private static final Comparator<Candidate> ALIKE = Comparator.comparing(Candidate::kind)
            .thenComparing(Candidate::location)
            .thenComparing(Candidate::item);

    /// Jobs of some seconds, tried three times, missed after five minutes.
    public static final RunRules DEFAULT = new RunRules(250, 3, Duration.ofMinutes(5));

    public RunRules {
        if (seriesPerJob < 1 || attemptsMax < 1) {
            throw new IllegalArgumentException(
                    "a job has at least one series and one attempt, not " + seriesPerJob + " and " + attemptsMax);
        }
    }

    /// A run as it is now.
    ///
    /// @param publish the numbers of the jobs to be published (again), in the attempt that the run says
    public record Followed(ForecastRun run, List<Integer> publish) {
        public Followed {
            publish = List.copyOf(publish);
        }
    }

    /// A run with its jobs.
    public record Planned(ForecastRun run, List<ForecastJob> jobs) {
        public Planned {
            jobs = List.copyOf(jobs);
        }
    }

    /// Splits a run that has no jobs yet. Series that sell alike come into the same jobs, which are as large as each
    /// other; without any series the run is done.
    public Planned plan(ForecastRun run, List<String> challengers, List<Candidate> candidates, Instant now) {
        List<Candidate> sorted = candidates.stream().sorted(ALIKE).toList();
        int count = Math.ceilDiv(sorted.size(), seriesPerJob);
        List<ForecastJob> jobs = new ArrayList<>();
        List<RunJob> states = new ArrayList<>();
        for (int number = 1; number <= count; number++) {
            List<Candidate> part = sorted.subList(place(number - 1, count, sorted), place(number, count, sorted));
            jobs.add(job(run, number, challengers, part, now));
            states.add(new RunJob(number, JobState.WAITING, 1, part.size(), now, null));
        }
        ForecastRun planned = run.toBuilder()
                .series(sorted.size())
                .jobs(states)
                .changedAt(now)
                .build();
        return new Planned(ended(planned, now), jobs);
    }

    private static int place(int part, int parts, List<Candidate> all) {
        return Math.toIntExact((long) part * all.size() / parts);
    }

    private static ForecastJob job(
            ForecastRun run, int number, List<String> challengers, List<Candidate> part, Instant now) {
        return ForecastJob.builder()
                .tenantId(run.tenantId())
                .runId(run.runId())
                .number(number)
                .attempt(1)
                .method(run.method())
                .challengers(challengers)
                .horizonDays(run.horizonDays())
                .publishedAt(now)
                .series(part.stream()
                        .map(one -> new JobSeries(one.location(), one.item(), one.dataUpTo()))
                        .toList())
                .build();
    }

    /// What a result means. The first one that settles a job counts; what fails is tried again.
    public Followed heard(ForecastRun run, ForecastJobResult result, Instant now) {
        if (run.state() != RunState.RUNNING || !isWaiting(run, result.number())) {
            return new Followed(run, List.of());
        }
        return switch (result.state()) {
            case DONE -> settled(run, result, JobState.DONE, null, now);
            case CANCELLED -> settled(run, result, JobState.CANCELLED, null, now);
            case FAILED -> failed(run, result, now);
            case UNKNOWN, WAITING -> new Followed(run, List.of());
        };
    }

    private Followed failed(ForecastRun run, ForecastJobResult result, Instant now) {
        RunJob job = job(run, result.number());
        if (result.attempt() < job.attempt()) {
            return new Followed(run, List.of());
        }
        if (job.attempt() >= attemptsMax) {
            return settled(run, result, JobState.FAILED, result.problem(), now);
        }
        ForecastRun again = with(run, result.number(), one -> again(one, result.problem(), now));
        return new Followed(again.toBuilder().changedAt(now).build(), List.of(result.number()));
    }

    private static Followed settled(
            ForecastRun run, ForecastJobResult result, JobState state, @Nullable String problem, Instant now) {
        ForecastRun settled = with(
                run,
                result.number(),
                job -> job.toBuilder().state(state).problem(problem).build());
        ForecastRun counted = settled.toBuilder()
                .forecasts(run.forecasts() + result.forecasts())
                .leftOut(Absent.together(run.leftOut(), result.leftOut()))
                .changedAt(now)
                .build();
        return new Followed(ended(counted, now), List.of());
    }

    /// What time means: where nothing was heard for too long, what is missing is published again, or given up.
    public Followed passed(ForecastRun run, Instant now) {
        List<Integer> publish = new ArrayList<>();
        ForecastRun changed = run;
        if (run.state() == RunState.RUNNING && isQuiet(run.changedAt(), now)) {
            for (RunJob job : run.jobs()) {
                if (job.state() == JobState.WAITING && isQuiet(job.publishedAt(), now)) {
                    changed = with(changed, job.number(), one -> missed(one, now));
                    if (job.attempt() < attemptsMax) {
                        publish.add(job.number());
                    }
                }
            }
        }
        return changed.equals(run)
                ? new Followed(run, List.of())
                : new Followed(ended(changed.toBuilder().changedAt(now).build(), now), publish);
    }

    private boolean isQuiet(Instant since, Instant now) {
        return Duration.between(since, now).compareTo(patience) > 0;
    }

    private RunJob missed(RunJob job, Instant now) {
        return job.attempt() < attemptsMax
                ? again(job, job.problem(), now)
                : job.toBuilder()
                        .state(JobState.FAILED)
                        .problem("nothing was heard of it, " + job.attempt() + " times for " + patience.toSeconds()
                                + " s; look whether a node has the role forecast, and at its log")
                        .build();
    }

    private static RunJob again(RunJob job, @Nullable String problem, Instant now) {
        return job.toBuilder()
                .attempt(job.attempt() + 1)
                .publishedAt(now)
                .problem(problem)
                .build();
    }

    /// The run as it is after somebody wants no more of it. What is done stays done.
    public ForecastRun cancelled(ForecastRun run, Instant now) {
        if (run.state() != RunState.RUNNING) {
            return run;
        }
        List<RunJob> jobs = run.jobs().stream()
                .map(job -> job.state() == JobState.WAITING
                        ? job.toBuilder().state(JobState.CANCELLED).build()
                        : job)
                .toList();
        return run.toBuilder()
                .state(RunState.CANCELLED)
                .jobs(jobs)
                .changedAt(now)
                .finishedAt(now)
                .build();
    }

    private static ForecastRun ended(ForecastRun run, Instant now) {
        if (run.jobs().stream().anyMatch(job -> job.state() == JobState.WAITING)) {
            return run;
        }
        List<RunJob> failed = run.jobs().stream()
                .filter(job -> job.state() == JobState.FAILED)
                .toList();
        ForecastRun.Builder ended = run.toBuilder().finishedAt(now);
        return failed.isEmpty()
                ? ended.state(RunState.DONE).build()
                : ended.state(RunState.FAILED)
                        .problem(failed.size() + " of " + run.jobs().size() + " jobs failed; job "
                                + failed.getFirst().number() + ": "
                                + failed.getFirst().problem())
                        .build();
    }

    private static boolean isWaiting(ForecastRun run, int number) {
        return number >= 1 && number <= run.jobs().size() && job(run, number).state() == JobState.WAITING;
    }

    private static RunJob job(ForecastRun run, int number) {
        return run.jobs().get(number - 1);
    }

    private static ForecastRun with(ForecastRun run, int number, UnaryOperator<RunJob> change) {
        List<RunJob> jobs = new ArrayList<>(run.jobs());
        jobs.set(number - 1, change.apply(jobs.get(number - 1)));
        return run.toBuilder().jobs(jobs).build();
    }
}
