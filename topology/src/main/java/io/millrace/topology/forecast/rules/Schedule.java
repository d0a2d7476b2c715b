package io.millrace.topology.forecast.rules;

import io.millrace.events.demand.ForecastRun;
import io.millrace.events.demand.RunReason;
import io.millrace.events.demand.RunState;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/// When a tenant's forecasts are renewed by themselves. Only what is stale is: series whose location has closed a day,
/// or had one changed, since they were forecast.
public sealed interface Schedule {
    /// How long after a run that failed or was cancelled the next begins.
    Duration AFTER_TROUBLE = Duration.ofHours(1);

    /// As soon as days are closed.
    record WhenClosed() implements Schedule {}

    /// Once a day, from this time on, in UTC.
    record Daily(LocalTime at) implements Schedule {}

    /// Never.
    record Off() implements Schedule {}

    /// Whether a run may begin now.
    ///
    /// @param runs the tenant's
    /// @param knownAsOf as of when it is known what is stale
    default boolean allows(Collection<ForecastRun> runs, Instant knownAsOf, Instant now) {
        Optional<ForecastRun> last = runs.stream()
                .filter(run -> run.reason() == RunReason.DAYS_CLOSED)
                .max(Comparator.comparing(ForecastRun::startedAt));
        boolean isFree = runs.stream().noneMatch(run -> isInTheWay(run, knownAsOf));
        boolean isPatient = last.filter(run -> run.state() == RunState.FAILED || run.state() == RunState.CANCELLED)
                .map(run -> run.changedAt().plus(AFTER_TROUBLE).isBefore(now))
                .orElse(true);
        return isFree
                && isPatient
                && switch (this) {
                    case WhenClosed _ -> true;
                    case Daily(LocalTime at) -> isDue(at, last, now);
                    case Off _ -> false;
                };
    }

    /// A run whose forecasts may not be known yet would be done twice.
    private static boolean isInTheWay(ForecastRun run, Instant knownAsOf) {
        Instant finished = run.finishedAt();
        return run.state() == RunState.RUNNING || (finished != null && !knownAsOf.isAfter(finished));
    }

    private static boolean isDue(LocalTime at, Optional<ForecastRun> last, Instant now) {
        Instant due = now.atOffset(ZoneOffset.UTC).with(at).toInstant();
        return !now.isBefore(due)
                && last.map(run -> run.startedAt().isBefore(due)).orElse(true);
    }
}
