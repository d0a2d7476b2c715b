package io.millrace.topology.accuracy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.millrace.domain.DayKey;
import io.millrace.domain.ItemKey;
import io.millrace.domain.Money;
import io.millrace.domain.Quantity;
import io.millrace.domain.SourceKey;
import io.millrace.events.demand.DemandDay;
import io.millrace.events.demand.DemandScale;
import io.millrace.events.demand.ExternalForecast;
import io.millrace.events.demand.ExternalStep;
import io.millrace.events.demand.Forecast;
import io.millrace.events.demand.ForecastAccuracy;
import io.millrace.events.demand.ForecastPeriod;
import io.millrace.events.demand.ForecastStep;
import io.millrace.events.demand.Quantile;
import io.millrace.events.demand.StockOut;
import io.millrace.schemas.registry.InMemorySchemaRegistry;
import io.millrace.schemas.topics.Topics;
import io.millrace.testkit.GoldenTopology;
import io.millrace.testkit.TopologyHarness;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AccuracyTopologyTest {
    private static final LocalDate MONDAY = LocalDate.of(2026, 3, 2);
    private static final ItemKey MILK = ItemKey.of("acme", "store-1", "milk");

    private final TopologyHarness harness = new TopologyHarness(
            Instant.parse("2026-03-02T04:00:00Z"), (_, registry) -> AccuracyTopology.build("", registry));

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

    private void serve(String item, LocalDate dataUpTo, double mean) {
        harness.send(Topics.FORECASTS, ItemKey.of("acme", "store-1", item), forecast(item, dataUpTo, "auto", mean));
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
                AccuracyTopology.build("", new InMemorySchemaRegistry()),
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
}
