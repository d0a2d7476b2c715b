package io.millrace.topology.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.domain.CatalogKey;
import io.millrace.domain.TenantId;
import io.millrace.events.demand.ForecastCommand;
import io.millrace.events.demand.ForecastJob;
import io.millrace.events.demand.ForecastJobResult;
import io.millrace.events.demand.ForecastRun;
import io.millrace.events.demand.JobState;
import io.millrace.events.demand.RunOrder;
import io.millrace.events.demand.RunReason;
import io.millrace.events.demand.RunState;
import io.millrace.events.demand.ServedMethod;
import io.millrace.events.demand.ServedReason;
import io.millrace.forecasting.workbench.DemandClass;
import io.millrace.schemas.registry.InMemorySchemaRegistry;
import io.millrace.schemas.topics.Topics;
import io.millrace.testkit.GoldenTopology;
import io.millrace.testkit.TopologyHarness;
import io.millrace.topology.forecast.rules.Absent;
import io.millrace.topology.forecast.rules.Absent.Why;
import io.millrace.topology.forecast.rules.Candidate;
import io.millrace.topology.forecast.rules.Challenge;
import io.millrace.topology.forecast.rules.Evidence;
import io.millrace.topology.forecast.rules.Schedule;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RunsTopologyTest {
    private static final Instant START = Instant.parse("2026-03-01T04:00:00Z");
    private static final TenantId TENANT = TenantId.of("acme");

    private final Shop shop = new Shop();
    private final TopologyHarness harness = new TopologyHarness(
            START,
            (_, registry) ->
                    RunsTopology.build(RunsSettings.of("", 1, new Schedule.WhenClosed(), 28), registry, shop, shop));

    /// What can be forecast here, as a test says.
    private static final class Shop implements Panel, Evidence {
        private final List<Candidate> candidates = new ArrayList<>();
        private final List<Absent> missing = new ArrayList<>();
        private final Map<String, List<Challenge.Day>> scored = new HashMap<>();
        private LocalDate lastScored = LocalDate.of(2026, 2, 28);
        private Optional<Instant> known = Optional.empty();
        private boolean isStale;

        @Override
        public Optional<Instant> asOf() {
            return known;
        }

        @Override
        public Collection<TenantId> tenants() {
            return List.of(TENANT);
        }

        @Override
        public boolean isStale(TenantId tenant) {
            return isStale;
        }

        @Override
        public List<Candidate> series(TenantId tenant) {
            return candidates;
        }

        @Override
        public Collection<Absent> absent(TenantId tenant) {
            return missing;
        }

        @Override
        public Map<String, Collection<Challenge.Day>> beside(TenantId tenant, String served, LocalDate after) {
            Map<String, Collection<Challenge.Day>> found = new HashMap<>();
            scored.forEach((pair, days) -> {
                if (pair.startsWith(served + ">") && lastScored.isAfter(after)) {
                    found.put(pair.substring(served.length() + 1), days);
                }
            });
            return found;
        }

        @Override
        public Optional<LocalDate> lastDay(TenantId tenant) {
            return Optional.of(lastScored);
        }
    }

    @AfterEach
    void close() {
        harness.close();
    }

    private void wish(RunOrder kind, String... items) {
        harness.send(
                Topics.FORECAST_COMMANDS,
                new CatalogKey(TENANT, "r1"),
                ForecastCommand.builder()
                        .tenantId("acme")
                        .runId("r1")
                        .kind(kind)
                        .horizonDays(7)
                        .items(List.of(items))
                        .issuedAt(START)
                        .build());
    }

    private void offer(String item, boolean isStale) {
        shop.candidates.add(new Candidate("store-1", item, DemandClass.SMOOTH, LocalDate.of(2026, 2, 28), isStale));
    }

    private static ForecastJobResult done(ForecastJob job) {
        return ForecastJobResult.builder()
                .tenantId(job.tenantId())
                .runId(job.runId())
                .number(job.number())
                .attempt(job.attempt())
                .state(JobState.DONE)
                .forecasts(job.series().size())
                .worker("node")
                .startedAt(START)
                .finishedAt(START)
                .build();
    }

    @Test
    void shouldBeTheTopologyThatWasAgreed() {
        GoldenTopology.check(
                "forecast-runs",
                RunsTopology.build(
                        RunsSettings.of("", 3, new Schedule.WhenClosed(), 28),
                        new InMemorySchemaRegistry(),
                        shop,
                        shop),
                Path.of("..", "docs", "topologies"));
    }

    @Test
    void shouldPlanAWishOnceAllThatCameBeforeItIsKnown() {
        offer("milk", false);
        offer("bread", false);
        shop.known = Optional.of(START.minusSeconds(1));
        wish(RunOrder.START, "milk");
        harness.pass(Duration.ofSeconds(1));
        assertThat(harness.receivedValues(Topics.FORECAST_JOBS)).isEmpty();

        shop.known = Optional.of(START.plusSeconds(1));
        harness.pass(Duration.ofSeconds(1));

        List<ForecastJob> jobs = harness.receivedValues(Topics.FORECAST_JOBS);
        assertThat(jobs).hasSize(1);
        assertThat(jobs.getFirst().series()).extracting(one -> one.itemId()).containsExactly("milk");
        assertThat(jobs.getFirst().horizonDays()).isEqualTo(7);
        harness.send(Topics.FORECAST_JOB_RESULTS, CatalogKey.of("acme", "r1", "1"), done(jobs.getFirst()));
        ForecastRun run = harness.receivedValues(Topics.FORECAST_RUNS).getLast();
        assertThat(run.state()).isEqualTo(RunState.DONE);
        assertThat(run.forecasts()).isEqualTo(1);
        wish(RunOrder.START);
        harness.pass(Duration.ofSeconds(1));
        assertThat(harness.receivedValues(Topics.FORECAST_JOBS))
                .as("a run that there is")
                .isEmpty();
    }

    @Test
    void shouldRenewWhatIsStaleAndNothingElse() {
        offer("milk", true);
        offer("bread", false);
        shop.isStale = true;
        shop.known = Optional.of(START.plusSeconds(60));

        harness.pass(Duration.ofSeconds(1));
        harness.pass(Duration.ofSeconds(1));

        List<ForecastJob> jobs = harness.receivedValues(Topics.FORECAST_JOBS);
        assertThat(jobs).as("one run at a time").hasSize(1);
        assertThat(jobs.getFirst().series()).extracting(one -> one.itemId()).containsExactly("milk");
        assertThat(harness.receivedValues(Topics.FORECAST_RUNS).getLast().reason())
                .isEqualTo(RunReason.DAYS_CLOSED);
    }

    @Test
    void shouldPublishAJobAgainWhenNothingIsHeardOfIt() {
        offer("milk", false);
        shop.known = Optional.of(START.plusSeconds(1));
        wish(RunOrder.START);
        harness.pass(Duration.ofSeconds(1));
        harness.receivedValues(Topics.FORECAST_JOBS);

        harness.pass(Duration.ofMinutes(6));

        ForecastJob again = harness.receivedValues(Topics.FORECAST_JOBS).getFirst();
        assertThat(again.attempt()).isEqualTo(2);
        assertThat(again.series()).hasSize(1);
        wish(RunOrder.CANCEL);
        assertThat(harness.receivedValues(Topics.FORECAST_RUNS).getLast().state())
                .isEqualTo(RunState.CANCELLED);
        harness.pass(Duration.ofMinutes(6));
        assertThat(harness.receivedValues(Topics.FORECAST_JOBS)).isEmpty();
        harness.pass(Duration.ofDays(31));
        assertThat(harness.received(Topics.FORECAST_RUNS).getLast().value)
                .as("a run is taken away after a month")
                .isNull();
    }

    private ForecastJob ask(String run) {
        harness.send(
                Topics.FORECAST_COMMANDS,
                new CatalogKey(TENANT, run),
                ForecastCommand.builder()
                        .tenantId("acme")
                        .runId(run)
                        .kind(RunOrder.START)
                        .issuedAt(START)
                        .build());
        harness.pass(Duration.ofSeconds(1));
        ForecastJob job = harness.receivedValues(Topics.FORECAST_JOBS).getLast();
        harness.send(Topics.FORECAST_JOB_RESULTS, CatalogKey.of("acme", run, "1"), done(job));
        return job;
    }

    @Test
    void shouldServeAChallengerThatDidBetterFromTheNextRunOnAndKeepTheFormerBesideIt() {
        offer("milk", false);
        shop.known = Optional.of(START.plusSeconds(1));
        assertThat(ask("r1").method()).isEqualTo("auto");
        shop.scored.put("auto>theta", Collections.nCopies(40, new Challenge.Day(10, 10, 10)));
        harness.receivedValues(Topics.SERVED_METHODS);

        ForecastJob next = ask("r2");

        assertThat(next.method()).isEqualTo("auto");
        shop.scored.put("auto>theta", uneven());
        ForecastJob promoted = ask("r3");
        assertThat(promoted.method()).isEqualTo("theta");
        assertThat(promoted.challengers()).containsExactly("auto", "window-mean");
        assertThat(harness.receivedValues(Topics.FORECAST_RUNS).getLast().method())
                .isEqualTo("theta");
        ServedMethod served = harness.receivedValues(Topics.SERVED_METHODS).getLast();
        assertThat(served.history().getFirst().reason()).isEqualTo(ServedReason.PROMOTED);
        assertThat(served.history().getFirst().figures().days()).isEqualTo(40);
        assertThat(served.evidenceAfter()).isEqualTo(shop.lastScored);
        shop.scored.put("theta>auto", uneven());
        assertThat(ask("r4").method()).as("old days count no more").isEqualTo("theta");
        shop.lastScored = shop.lastScored.plusDays(40);
        assertThat(ask("r5").method()).as("there is a way back").isEqualTo("auto");
    }

    /// Forty days on which the challenger was better, more or less.
    private static List<Challenge.Day> uneven() {
        return IntStream.range(0, 40)
                .mapToObj(day -> new Challenge.Day(10, 10, 8 + day % 3 * 0.5))
                .toList();
    }

    @Test
    void shouldServeWhatSomebodyPinnedAndGoBackWhenNobodyDoes() {
        offer("milk", false);
        shop.known = Optional.of(START.plusSeconds(1));
        shop.scored.put("croston>theta", uneven());
        want("croston");
        assertThat(ask("r1").method()).isEqualTo("croston");
        assertThat(harness.receivedValues(Topics.SERVED_METHODS).getLast().history())
                .singleElement()
                .satisfies(change -> {
                    assertThat(change.actor()).isEqualTo("Pia");
                    assertThat(change.words()).isEqualTo("to see");
                    assertThat(change.former()).isEqualTo("auto");
                });
        want("croston");
        assertThat(harness.receivedValues(Topics.SERVED_METHODS))
                .as("said twice")
                .isEmpty();

        want(null);

        assertThat(ask("r2").method()).isEqualTo("auto");
        want(null, "auto");
        ForecastJob vetoed = ask("r3");
        assertThat(vetoed.method()).isEqualTo("theta");
        assertThat(vetoed.challengers()).as("compared all the same").contains("auto");
    }

    private void want(@Nullable String method, String... vetoed) {
        harness.send(
                Topics.FORECAST_COMMANDS,
                new CatalogKey(TENANT, "method"),
                ForecastCommand.builder()
                        .tenantId("acme")
                        .runId("method")
                        .kind(RunOrder.SERVE)
                        .method(method)
                        .vetoed(List.of(vetoed))
                        .actor("Pia")
                        .reason("to see")
                        .issuedAt(START)
                        .build());
    }

    @Test
    void shouldTellWhatARunLeavesOutAndWhy() {
        offer("milk", false);
        shop.missing.add(new Absent("store-1", "tea", Why.ASLEEP));
        shop.missing.add(new Absent("store-2", "tea", Why.ASLEEP));
        shop.missing.add(new Absent("store-1", "rusk", Why.NEVER_SOLD));
        shop.known = Optional.of(START.plusSeconds(1));
        wish(RunOrder.START, "milk", "tea", "mlik");

        harness.pass(Duration.ofSeconds(1));

        ForecastRun run = harness.receivedValues(Topics.FORECAST_RUNS).getLast();
        assertThat(run.leftOut())
                .extracting(one -> one.series() + " " + one.examples() + " " + one.reason())
                .containsExactly(
                        "2 [store-1|tea, store-2|tea] " + Why.ASLEEP.words(), "1 [*|mlik] " + Why.UNKNOWN.words());
        ForecastJob job = harness.receivedValues(Topics.FORECAST_JOBS).getFirst();
        harness.send(
                Topics.FORECAST_JOB_RESULTS,
                CatalogKey.of("acme", "r1", "1"),
                done(job).toBuilder()
                        .leftOut(Absent.counted(List.of(new Absent("store-3", "tea", Why.GONE))))
                        .build());
        assertThat(harness.receivedValues(Topics.FORECAST_RUNS).getLast().leftOut())
                .hasSize(3);
    }
}
