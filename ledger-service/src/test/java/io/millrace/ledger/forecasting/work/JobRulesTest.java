package io.millrace.ledger.forecasting.work;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.domain.ItemKey;
import io.millrace.events.demand.Forecast;
import io.millrace.events.demand.ForecastJob;
import io.millrace.events.demand.ForecastStep;
import io.millrace.forecasting.Calendar;
import io.millrace.forecasting.DemandSeries;
import io.millrace.forecasting.Frequency;
import io.millrace.forecasting.SeriesId;
import io.millrace.forecasting.Signal;
import io.millrace.forecasting.frame.FutureCsv.Planned;
import io.millrace.ledger.forecasting.work.JobRules.Given;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class JobRulesTest {
    private static final LocalDate MONDAY = LocalDate.of(2025, 1, 6);
    private static final int DAYS = 140;
    private static final LocalDate NEXT = MONDAY.plusDays(DAYS);

    private static DemandSeries series(int item, IntToDoubleFunction mean) {
        Random random = new Random(item);
        double[] units = IntStream.range(0, DAYS)
                .mapToDouble(day -> mean.applyAsDouble(day) * (0.8 + 0.4 * random.nextDouble()))
                .toArray();
        return DemandSeries.of(new SeriesId("store-1|item-" + item), new Calendar(Frequency.DAILY, MONDAY), units);
    }

    private static Given given(int item, DemandSeries series, String country, Map<LocalDate, Planned> plans) {
        return new Given(ItemKey.of("acme", "store-1", "item-" + item), series, 1, 1, List.of(), country, plans);
    }

    private static List<Forecast> served(String method, List<Given> given) {
        ForecastJob job = ForecastJob.builder()
                .tenantId("acme")
                .runId("r1")
                .number(1)
                .attempt(1)
                .method(method)
                .horizonDays(14)
                .publishedAt(Instant.EPOCH)
                .series(List.of())
                .build();
        return JobRules.made(job, given, Instant.EPOCH).getFirst().forecasts();
    }

    @Test
    void shouldForecastNothingOfDaysOnWhichNothingWillBeOpen() {
        Map<LocalDate, Planned> closed = Map.of(NEXT.plusDays(2), new Planned(Double.NaN, Double.NaN, 0));

        List<Forecast> made = served(
                "window-mean",
                List.of(given(1, series(1, _ -> 10), "", closed), given(2, series(2, _ -> 10), "", Map.of())));

        assertThat(made.getFirst().steps().get(2).mean()).isZero();
        assertThat(made.getFirst().steps().get(3).mean()).isGreaterThan(5);
        assertThat(made.getFirst().explanation()).containsEntry("closed", "1 days to come");
        assertThat(made.get(1).steps().get(2).mean()).isGreaterThan(5);
    }

    @Test
    void shouldExpectMoreWhereAPromotionIsPlanned() {
        double[] promotions = IntStream.range(0, DAYS)
                .mapToDouble(day -> day % 35 == 33 ? 1 : 0)
                .toArray();
        Map<LocalDate, Planned> plans = new TreeMap<>();
        for (int day = 0; day < 14; day++) {
            plans.put(NEXT.plusDays(day), new Planned(Double.NaN, day == 5 ? 1 : 0, Double.NaN));
        }
        List<Given> panel = new ArrayList<>();
        for (int item = 0; item < 60; item++) {
            DemandSeries sold = series(item, day -> promotions[day] > 0 ? 30 : 10);
            panel.add(given(item, sold.with(Signal.PROMOTION, promotions), "", item == 0 ? plans : Map.of()));
        }

        Forecast made = served("theta", panel).getFirst();

        assertThat(made.steps().get(5).mean())
                .isGreaterThan(1.5 * made.steps().get(6).mean());
        assertThat(made.explanation()).containsEntry("promoted", "1 days to come");
    }

    @Test
    void shouldAnswerInTheOrderOfTheSeriesWhateverTheirCountries() {
        List<Given> panel = List.of(
                given(1, series(1, _ -> 10), "US", Map.of()),
                given(2, series(2, _ -> 20), "DE", Map.of()),
                given(3, series(3, _ -> 30), "", Map.of()),
                given(4, series(4, _ -> 40), "US", Map.of()));

        List<Forecast> made = served("window-mean", panel);

        assertThat(made).extracting(Forecast::itemId).containsExactly("item-1", "item-2", "item-3", "item-4");
        assertThat(made.get(3).steps().getFirst().mean()).isCloseTo(40, Percentage.withPercentage(20));
        assertThat(made.get(1).explanation()).containsEntry("holidays", "DE");
        assertThat(made.get(2).explanation()).doesNotContainKey("holidays");
    }

    /// Where the catalogue says that nothing is open on Sundays, they are missing, and forecast as zero.
    @Test
    void shouldBearSundaysThatAreAlwaysMissing() {
        Map<LocalDate, Planned> plans = new TreeMap<>();
        for (int day = 0; day < 14; day++) {
            if (NEXT.plusDays(day).getDayOfWeek() == DayOfWeek.SUNDAY) {
                plans.put(NEXT.plusDays(day), new Planned(Double.NaN, Double.NaN, 0));
            }
        }
        List<Given> panel = new ArrayList<>();
        for (int item = 0; item < 8; item++) {
            panel.add(given(item, series(item, day -> day % 7 == 6 ? Double.NaN : 10), "DE", plans));
        }

        for (String method : List.of("auto-fast", "theta", "ets", "mstl", "window-mean")) {
            for (Forecast made : served(method, panel)) {
                assertThat(made.steps()).as(method).allSatisfy(step -> {
                    boolean isSunday = step.date().getDayOfWeek() == DayOfWeek.SUNDAY;
                    assertThat(step.mean())
                            .as(method + step.date())
                            .isBetween(isSunday ? 0.0 : 7.0, isSunday ? 0 : 13.0);
                });
            }
        }
    }

    @Test
    void shouldLetANewItemBorrowFromThoseItIsLike() {
        List<Given> panel = new ArrayList<>();
        for (int item = 0; item < 16; item++) {
            boolean isLarge = item % 2 == 0;
            int born = 6 * item;
            DemandSeries sold = series(item, day -> day < born ? 0 : isLarge ? 40 : 4);
            panel.add(
                    given(item, sold.withAttributes(Map.of("category 1", isLarge ? "large" : "small")), "", Map.of()));
        }
        DemandSeries fresh = DemandSeries.of(
                        new SeriesId("store-1|item-99"),
                        new Calendar(Frequency.DAILY, MONDAY.plusDays(DAYS - 2L)),
                        15,
                        12)
                .withAttributes(Map.of("category 1", "large"));
        panel.add(given(99, fresh, "", Map.of()));

        List<ForecastStep> steps = served("auto-fast", panel).getLast().steps();

        assertThat(steps.get(6).mean())
                .as("of like items 40, of its own two days 13")
                .isGreaterThan(20);
    }
}
