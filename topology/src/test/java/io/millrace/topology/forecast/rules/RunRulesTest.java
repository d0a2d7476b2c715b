package io.millrace.topology.forecast.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.events.demand.ForecastJob;
import io.millrace.events.demand.ForecastJobResult;
import io.millrace.events.demand.ForecastRun;
import io.millrace.events.demand.JobState;
import io.millrace.events.demand.RunJob;
import io.millrace.events.demand.RunReason;
import io.millrace.events.demand.RunState;
import io.millrace.forecasting.workbench.DemandClass;
import io.millrace.topology.forecast.rules.RunRules.Followed;
import io.millrace.topology.forecast.rules.RunRules.Planned;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RunRulesTest {
    private static final Instant START = Instant.parse("2026-03-01T04:00:00Z");
    private static final LocalDate CLOSED = LocalDate.of(2026, 2, 28);

    private final RunRules rules = new RunRules(4, 2, Duration.ofMinutes(5));

    private static ForecastRun begun() {
        return ForecastRun.builder()
                .tenantId("acme")
                .runId("r1")
                .reason(RunReason.DAYS_CLOSED)
                .state(RunState.RUNNING)
                .method("auto")
                .horizonDays(28)
                .startedAt(START)
                .changedAt(START)
                .series(0)
                .forecasts(0)
                .build();
    }

    private static List<Candidate> candidates(int count) {
        List<Candidate> candidates = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            candidates.add(new Candidate(
                    "store-1", "item-" + i, i % 2 == 0 ? DemandClass.SMOOTH : DemandClass.LUMPY, CLOSED, true));
        }
        return candidates;
    }

    private Planned planned(int series) {
        return rules.plan(begun(), List.of("theta"), candidates(series), START);
    }

    private static ForecastJobResult result(int number, int attempt, JobState state, int forecasts) {
        return ForecastJobResult.builder()
                .tenantId("acme")
                .runId("r1")
                .number(number)
                .attempt(attempt)
                .state(state)
                .forecasts(forecasts)
                .problem(state == JobState.FAILED ? "out of luck" : null)
                .worker("node")
                .startedAt(START)
                .finishedAt(START)
                .build();
    }

    @Test
    void shouldGiveEachSeriesToOneJobWithItsLikes() {
        Planned planned = planned(10);

        assertThat(planned.jobs()).extracting(job -> job.series().size()).containsExactly(3, 3, 4);
        Set<String> items = new HashSet<>();
        for (ForecastJob job : planned.jobs()) {
            job.series().forEach(one -> assertThat(items.add(one.itemId())).isTrue());
        }
        assertThat(items).hasSize(10);
        assertThat(planned.jobs().getFirst().series())
                .extracting(one -> one.itemId())
                .containsExactly("item-0", "item-2", "item-4");
        assertThat(planned.run().series()).isEqualTo(10);
        assertThat(planned.run().jobs()).extracting(RunJob::state).containsOnly(JobState.WAITING);
    }

    @Test
    void shouldBeDoneAtOnceWhenThereIsNothingToForecast() {
        ForecastRun run = planned(0).run();

        assertThat(run.state()).isEqualTo(RunState.DONE);
        assertThat(run.finishedAt()).isEqualTo(START);
    }

    @Test
    void shouldEndWithTheLastJobAndCountEachResultOnce() {
        ForecastRun run = planned(6).run();

        run = rules.heard(run, result(1, 1, JobState.DONE, 3), START).run();
        ForecastRun again =
                rules.heard(run, result(1, 1, JobState.DONE, 3), START).run();
        assertThat(again).isSameAs(run);
        assertThat(run.state()).isEqualTo(RunState.RUNNING);

        run = rules.heard(run, result(2, 1, JobState.DONE, 3), START.plusSeconds(9))
                .run();
        assertThat(run.state()).isEqualTo(RunState.DONE);
        assertThat(run.forecasts()).isEqualTo(6);
        assertThat(run.finishedAt()).isEqualTo(START.plusSeconds(9));
    }

    @Test
    void shouldTryAJobAgainAndFailWithItsReasonWhenItFailsOnceMore() {
        ForecastRun run = planned(6).run();

        Followed again = rules.heard(run, result(1, 1, JobState.FAILED, 0), START);
        assertThat(again.publish()).containsExactly(1);
        assertThat(again.run().jobs().getFirst().attempt()).isEqualTo(2);
        Followed late = rules.heard(again.run(), result(1, 1, JobState.FAILED, 0), START);
        assertThat(late.publish())
                .as("the first attempt's failure is known already")
                .isEmpty();

        run = rules.heard(again.run(), result(1, 2, JobState.FAILED, 0), START).run();
        assertThat(run.state()).isEqualTo(RunState.RUNNING);
        run = rules.heard(run, result(2, 1, JobState.DONE, 3), START).run();
        assertThat(run.state()).isEqualTo(RunState.FAILED);
        assertThat(run.problem()).contains("1 of 2 jobs failed", "job 1", "out of luck");
    }

    @Test
    void shouldPublishWhatIsMissingAndGiveItUpInTheEnd() {
        ForecastRun run = planned(6).run();
        run = rules.heard(run, result(2, 1, JobState.DONE, 3), START.plusSeconds(10))
                .run();

        Instant soon = START.plusSeconds(305);
        assertThat(rules.passed(run, soon).run())
                .as("something was heard of the run since")
                .isSameAs(run);
        Instant late = START.plusSeconds(311);
        Followed missed = rules.passed(run, late);
        assertThat(missed.publish()).containsExactly(1);
        assertThat(rules.passed(missed.run(), late.plusSeconds(1)).publish()).isEmpty();

        Followed givenUp = rules.passed(missed.run(), late.plusSeconds(301));
        assertThat(givenUp.publish()).isEmpty();
        assertThat(givenUp.run().state()).isEqualTo(RunState.FAILED);
        assertThat(givenUp.run().problem()).contains("role forecast");
    }

    @Test
    void shouldKeepWhatIsDoneWhenARunIsCancelled() {
        ForecastRun run = rules.heard(planned(6).run(), result(1, 1, JobState.DONE, 3), START)
                .run();

        ForecastRun cancelled = rules.cancelled(run, START.plusSeconds(1));

        assertThat(cancelled.state()).isEqualTo(RunState.CANCELLED);
        assertThat(cancelled.jobs()).extracting(RunJob::state).containsExactly(JobState.DONE, JobState.CANCELLED);
        assertThat(rules.heard(cancelled, result(2, 1, JobState.DONE, 3), START).run())
                .isSameAs(cancelled);
        assertThat(rules.passed(cancelled, START.plusSeconds(9_999)).run()).isSameAs(cancelled);
    }

    @Test
    void shouldBeginByItselfOnlyWhenWhatCameBeforeIsKnown() {
        Schedule closed = new Schedule.WhenClosed();
        ForecastRun done = planned(0).run();

        assertThat(closed.allows(List.of(), START, START)).isTrue();
        assertThat(closed.allows(List.of(planned(6).run()), START, START)).isFalse();
        assertThat(closed.allows(List.of(done), START, START.plusSeconds(5))).isFalse();
        assertThat(closed.allows(List.of(done), START.plusSeconds(1), START.plusSeconds(5)))
                .isTrue();
        assertThat(new Schedule.Off().allows(List.of(), START, START)).isFalse();
    }

    @Test
    void shouldWaitAnHourAfterTroubleAndADayForTheNextWhenItIsDaily() {
        ForecastRun cancelled = rules.cancelled(planned(6).run(), START);
        Schedule closed = new Schedule.WhenClosed();
        Instant known = START.plusSeconds(9_999);
        assertThat(closed.allows(List.of(cancelled), known, START.plusSeconds(3_599)))
                .isFalse();
        assertThat(closed.allows(List.of(cancelled), known, START.plusSeconds(3_601)))
                .isTrue();

        Schedule daily = new Schedule.Daily(LocalTime.of(3, 30));
        ForecastRun done = planned(0).run();
        assertThat(daily.allows(List.of(), known, START.minusSeconds(1_801))).isFalse();
        assertThat(daily.allows(List.of(), known, START)).isTrue();
        assertThat(daily.allows(List.of(done), known, START.plusSeconds(7_200))).isFalse();
        assertThat(daily.allows(List.of(done), known, START.plus(Duration.ofDays(1))))
                .isTrue();
    }
}
