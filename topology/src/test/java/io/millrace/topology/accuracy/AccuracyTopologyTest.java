package io.millrace.topology.accuracy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.millrace.domain.DayKey;
import io.millrace.domain.ItemKey;
import io.millrace.domain.Money;
import io.millrace.domain.Quantity;
import io.millrace.domain.SourceKey;
import io.millrace.events.demand.DemandDay;
import io.millrace.events.demand.DemandOverride;
import io.millrace.events.demand.DemandScale;
import io.millrace.events.demand.ExternalForecast;
import io.millrace.events.demand.ExternalStep;
import io.millrace.events.demand.Forecast;
import io.millrace.events.demand.ForecastAccuracy;
import io.millrace.events.demand.ForecastOverride;
import io.millrace.events.demand.ForecastPeriod;
import io.millrace.events.demand.ForecastStep;
import io.millrace.events.demand.Quantile;
import io.millrace.events.demand.StockOut;
import io.millrace.schemas.registry.InMemorySchemaRegistry;
import io.millrace.schemas.topics.Topics;
import io.millrace.testkit.GoldenTopology;
import io.millrace.testkit.TopologyHarness;
import io.millrace.topology.forecast.Closures;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AccuracyTopologyTest {
    private static final LocalDate MONDAY = LocalDate.of(2026, 3, 2);
    private static final ItemKey MILK = ItemKey.of("acme", "store-1", "milk");

    /// The topic of forecasts, by offset.
    private final List<Forecast> topic = new ArrayList<>();

    private final Set<LocalDate> closed = new HashSet<>();
    private final TopologyHarness harness = new TopologyHarness(
            Instant.parse("2026-03-02T04:00:00Z"),
            (_, registry) -> AccuracyTopology.build("", registry, this::at, (_, date) -> closed.contains(date)));

    @AfterEach
    void close() {
        harness.close();
    }

    private static Forecast forecast(String item, LocalDate dataUpTo, String method, double mean) {
        return Forecast.builder()
                .tenantId("acme")
                .locationId("store-1")
                .itemId(item)
                .madeAt(Instant.EPOCH)
                .dataUpTo(dataUpTo)
                .method(method)
                .methodVersion("1")
                .version(1L)
                .scale(new DemandScale(4, 2))
                .steps(IntStream.rangeClosed(1, 14)
                        .mapToObj(step -> new ForecastStep(
                                dataUpTo.plusDays(step),
                                mean,
                                List.of(new Quantile(0.5, mean), new Quantile(0.8, 99), new Quantile(0.9, 2 * mean))))
                        .toList())
                .build();
    }

    private Optional<Forecast> at(int partition, long offset) {
        return Optional.of(topic.get(Math.toIntExact(offset)));
    }

    private void serve(String item, LocalDate dataUpTo, double mean) {
        serve(forecast(item, dataUpTo, "auto", mean));
    }

    private void serve(Forecast forecast) {
        topic.add(forecast);
        harness.send(Topics.FORECASTS, ItemKey.of("acme", "store-1", forecast.itemId()), forecast);
        toldAgain();
    }

    /// What was told again since this was asked last.
    private List<Forecast> toldAgain() {
        List<Forecast> told = harness.receivedValues(Topics.FORECASTS);
        topic.addAll(told);
        return told;
    }

    private List<Forecast> say(String id, @Nullable Double factor) {
        harness.send(Topics.FORECAST_OVERRIDES, new SourceKey(MILK, id), factor == null ? null : override(id, factor));
        return toldAgain();
    }

    private static DemandOverride override(String id, double factor) {
        return DemandOverride.builder()
                .tenantId("acme")
                .locationId("store-1")
                .itemId("milk")
                .overrideId(id)
                .change(ForecastOverride.builder()
                        .from(MONDAY.plusDays(1))
                        .to(MONDAY.plusDays(3))
                        .factor(factor)
                        .actor("Pia")
                        .at(Instant.EPOCH)
                        .build())
                .build();
    }

    @Test
    void shouldTellAForecastAgainWhenAPlannerChangesTheirMind() {
        Forecast made = forecast("milk", MONDAY, "auto", 10).toBuilder()
                .version(7L)
                .dataVersion(12L)
                .build();
        serve(made);

        assertThat(say("fair", 2.0)).singleElement().satisfies(told -> {
            assertThat(told.overrides()).extracting(ForecastOverride::factor).containsExactly(2.0);
            assertThat(told.toBuilder().overrides(List.of()).revision(0).build())
                    .as("nothing that was computed has changed")
                    .isEqualTo(made);
            assertThat(told.revision()).isEqualTo(1);
        });
        assertThat(say("fair", 2.0)).as("the same said twice").isEmpty();
        assertThat(say("strike", 0.5)).singleElement().satisfies(told -> {
            assertThat(told.overrides()).hasSize(2);
            assertThat(told.revision()).isEqualTo(2);
        });
        assertThat(say("fair", null))
                .singleElement()
                .satisfies(told -> assertThat(told.overrides())
                        .extracting(ForecastOverride::factor)
                        .containsExactly(0.5));
        assertThat(say("strike", null)).singleElement().satisfies(told -> {
            assertThat(told.overrides()).isEmpty();
            assertThat(told.version()).isEqualTo(7);
        });
    }

    @Test
    void shouldPutInWhatAJobHadNotHeardOfAndNothingThatIsOver() {
        say("fair", 2.0);
        serve(forecast("milk", MONDAY, "auto", 10));
        assertThat(topic.getLast().overrides()).hasSize(1);

        serve(forecast("milk", MONDAY.plusDays(3), "auto", 10).toBuilder()
                .version(2L)
                .overrides(List.of(override("fair", 2.0).change()))
                .build());

        assertThat(topic.getLast().overrides()).as("its days are over").isEmpty();
    }

    @Test
    void shouldTellTheNewestAgainWhenAnOlderOneComesBehindIt() {
        Forecast older = forecast("milk", MONDAY, "auto", 10);
        Forecast newer = forecast("milk", MONDAY, "auto", 12).toBuilder()
                .version(2L)
                .overrides(List.of(override("fair", 2.0).change()))
                .build();
        say("fair", 2.0);
        serve(newer);

        serve(older.toBuilder().revision(1).build());

        assertThat(topic.getLast().version()).isEqualTo(2);
        assertThat(topic.getLast().steps()).isEqualTo(newer.steps());
        assertThat(topic).as("once").hasSize(3);
    }

    private static DemandDay.Builder day(String item, LocalDate date, int units) {
        return DemandDay.builder()
                .tenantId("acme")
                .locationId("store-1")
                .itemId(item)
                .businessDate(date)
                .units(Quantity.parse(Integer.toString(units)))
                .returns(Quantity.parse("0"))
                .revenue(Money.parse("0"))
                .transactions(units)
                .complete(true)
                .sealed(false)
                .version(3L);
    }

    private void close(DemandDay day) {
        harness.send(Topics.DEMAND_DAYS, DayKey.of("acme", "store-1", day.itemId(), day.businessDate()), day);
    }

    private List<ForecastAccuracy> scored() {
        return harness.receivedValues(Topics.FORECAST_ACCURACY);
    }

    @Test
    void shouldBeTheTopologyThatWasAgreed() {
        GoldenTopology.check(
                "accuracy",
                AccuracyTopology.build("", new InMemorySchemaRegistry(), this::at, Closures.NONE),
                Path.of("..", "docs", "topologies"));
    }

    @Test
    void shouldScoreEverySourceOnceWhenADayCloses() {
        serve("milk", MONDAY.minusDays(1), 10);
        harness.send(
                Topics.SHADOW_FORECASTS,
                new SourceKey(MILK, "theta"),
                forecast("milk", MONDAY.minusDays(1), "theta", 14));
        harness.send(
                Topics.EXTERNAL_FORECASTS,
                new SourceKey(MILK, "planning-tool"),
                ExternalForecast.builder()
                        .tenantId("acme")
                        .locationId("store-1")
                        .itemId("milk")
                        .source("planning-tool")
                        .runId("w10")
                        .version(1L)
                        .madeAt(Instant.parse("2026-03-01T04:00:00Z"))
                        .period(ForecastPeriod.DAY)
                        .steps(List.of(
                                ExternalStep.builder().date(MONDAY).mean(13.0).build()))
                        .receivedAt(Instant.EPOCH)
                        .build());
        close(day("milk", MONDAY, 12).complete(false).build());
        assertThat(scored()).isEmpty();

        close(day("milk", MONDAY, 12).build());

        List<ForecastAccuracy> found = scored();
        assertThat(found).extracting(ForecastAccuracy::method).containsExactly("auto", "planning-tool", "theta");
        ForecastAccuracy served = found.getFirst();
        assertThat(served.served()).isTrue();
        assertThat(served.daysAhead()).isEqualTo(1);
        assertThat(served.actual()).isEqualTo(12);
        assertThat(served.losses()).hasSize(2);
        assertThat(served.losses().getFirst().loss()).isEqualTo(1.0);
        assertThat(served.losses().getLast().loss()).isCloseTo(0.8, within(1e-9));
        assertThat(found.get(1).scale()).isEqualTo(served.scale());
        close(day("milk", MONDAY, 15).version(4L).build());
        assertThat(scored()).as("a day is scored once").isEmpty();
    }

    @Test
    void shouldNotScoreAMethodBesideItselfOnceItIsServed() {
        harness.send(
                Topics.SHADOW_FORECASTS,
                new SourceKey(MILK, "theta"),
                forecast("milk", MONDAY.minusDays(2), "theta", 14));
        harness.send(Topics.FORECASTS, MILK, forecast("milk", MONDAY.minusDays(1), "theta", 10));

        close(day("milk", MONDAY, 12).build());

        assertThat(scored())
                .singleElement()
                .satisfies(one -> assertThat(one.served()).isTrue());
    }

    @Test
    void shouldHoldADayAgainstWhatWasKnownBeforeIt() {
        serve("milk", MONDAY.minusDays(3), 5);
        serve("milk", MONDAY.minusDays(1), 10);
        serve("milk", MONDAY, 12);

        close(day("milk", MONDAY, 12).build());

        assertThat(scored()).singleElement().satisfies(one -> {
            assertThat(one.mean()).isEqualTo(10);
            assertThat(one.dataUpTo()).isEqualTo(MONDAY.minusDays(1));
        });
    }

    @Test
    void shouldScoreADayNobodyWroteAsZeroWhenTheNextCloses() {
        serve("milk", MONDAY.minusDays(1), 10);
        serve("tea", MONDAY.minusDays(1), 2);
        close(day("milk", MONDAY, 12).build());
        assertThat(scored()).extracting(ForecastAccuracy::itemId).containsExactly("milk");

        close(day("milk", MONDAY.plusDays(1), 9).build());

        assertThat(scored())
                .extracting(one -> one.itemId() + " " + one.date() + " " + one.actual())
                .containsExactly("milk " + MONDAY.plusDays(1) + " 9.0", "tea " + MONDAY + " 0.0");
    }

    @Test
    void shouldNotScoreDaysThatRanOutOfStock() {
        serve("milk", MONDAY.minusDays(1), 10);
        serve("tea", MONDAY.minusDays(1), 2);
        close(day("milk", MONDAY, 4)
                .openMinutes(600)
                .inStockMinutes(200)
                .stockOuts(List.of(new StockOut(Instant.EPOCH, null)))
                .build());

        close(day("tea", MONDAY.plusDays(2), 1).build());

        assertThat(scored())
                .extracting(one -> one.itemId() + " " + one.date())
                .as("milk was not there on any of these days")
                .containsExactly("tea " + MONDAY.plusDays(2), "tea " + MONDAY, "tea " + MONDAY.plusDays(1));
    }

    @Test
    void shouldNotScoreADayOnWhichTheCatalogueSaysNothingWasOpen() {
        serve("milk", MONDAY.minusDays(1), 10);
        closed.add(MONDAY.plusDays(1));
        closed.add(MONDAY.plusDays(3));
        close(day("milk", MONDAY, 12).build());
        close(day("tea", MONDAY.plusDays(3), 1).build());

        close(day("tea", MONDAY.plusDays(4), 1).build());

        assertThat(scored())
                .extracting(one -> one.date().toString())
                .as("nobody sells what is closed")
                .containsExactly(
                        MONDAY.toString(),
                        MONDAY.plusDays(2).toString(),
                        MONDAY.plusDays(3).toString());
    }

    @Test
    void shouldNotScoreADayOnWhichABusyLocationSoldNothingAtAll() {
        LocalDate first = MONDAY.minusDays(41);
        for (LocalDate date = first; date.isBefore(MONDAY); date = date.plusDays(1)) {
            for (int item = 0; item < 8; item++) {
                close(day("item-" + item, date, 3).build());
                close(day("item-" + item, date, 4).version(4L).build());
            }
        }
        serve("milk", MONDAY.minusDays(1), 10);
        serve("tea", MONDAY.minusDays(1), 10);

        close(day("milk", MONDAY.plusDays(1), 12).build());

        assertThat(scored())
                .extracting(one -> one.itemId() + " " + one.date())
                .as("Monday was a holiday that nobody had told of; the day before it tea had none")
                .containsExactly("milk " + MONDAY.plusDays(1));
    }
}
