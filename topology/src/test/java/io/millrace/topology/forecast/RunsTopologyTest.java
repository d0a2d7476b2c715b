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
import io.millrace.forecasting.workbench.DemandClass;
import io.millrace.schemas.registry.InMemorySchemaRegistry;
import io.millrace.schemas.topics.Topics;
import io.millrace.testkit.GoldenTopology;
import io.millrace.testkit.TopologyHarness;
import io.millrace.topology.forecast.rules.Candidate;
import io.millrace.topology.forecast.rules.Schedule;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RunsTopologyTest {
    private static final Instant START = Instant.parse("2026-03-01T04:00:00Z");
    private static final TenantId TENANT = TenantId.of("acme");

    private final Shop shop = new Shop();
    private final TopologyHarness harness = new TopologyHarness(
            START,
            (_, registry) -> RunsTopology.build(RunsSettings.of("", 1, new Schedule.WhenClosed(), 28), registry, shop));

    /// What can be forecast here, as a test says.
    private static final class Shop implements Panel {
        private final List<Candidate> candidates = new ArrayList<>();
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
                        RunsSettings.of("", 3, new Schedule.WhenClosed(), 28), new InMemorySchemaRegistry(), shop),
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
}
