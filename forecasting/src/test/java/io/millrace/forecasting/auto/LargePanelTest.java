package io.millrace.forecasting.auto;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.forecasting.Calendar;
import io.millrace.forecasting.DemandSeries;
import io.millrace.forecasting.Forecast;
import io.millrace.forecasting.Forecasters;
import io.millrace.forecasting.Frequency;
import io.millrace.forecasting.Horizon;
import io.millrace.forecasting.Progress;
import io.millrace.forecasting.SeriesId;
import io.millrace.forecasting.methods.Members;
import io.millrace.forecasting.plans.PlanEffects;
import java.time.LocalDate;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// A short form of a panel of tens of thousands: what is kept of it does not grow with its histories, and little with
/// their number.
class LargePanelTest {
    private static final Horizon WEEK = new Horizon(7);

    @Test
    void shouldKeepFewRowsOfEachSeriesWhenThereAreMany() {
        List<DemandSeries> few = panel(100, 400);
        List<DemandSeries> many = panel(12_000, 30);

        assertThat(rows(few)).isGreaterThan(100 * 3 * 7 - 1);
        // Of every second series the last week is taken whole, of each a few steps.
        assertThat(rows(many)).isLessThan(Effort.FAST.rows() + 12_000 / 2 * 7);
    }

    @Test
    void shouldForecastEverySeriesOfALargePanel() {
        List<DemandSeries> panel = panel(2_500, 50);

        List<Forecast> forecasts = Forecasters.forecast(new AutoMethod(Effort.FAST), panel, WEEK, 1);

        assertThat(forecasts).hasSize(2_500).allMatch(forecast -> forecast.mean(7) > 0);
    }

    private static int rows(List<DemandSeries> panel) {
        Members members = Members.forHistories(400, false);
        Outlook outlook = new Outlook(
                members,
                Groups.of(panel, WEEK.steps(), Sampler.backs(Frequency.DAILY, WEEK.steps(), Effort.FAST)),
                WEEK.steps(),
                PlanEffects.learned(panel));
        Features features = new Features(Frequency.DAILY, 7, outlook.count(), Told.of(panel));
        return new Sampler(outlook, features, Effort.FAST, 1)
                .sample(panel, Progress.SILENT).stream()
                        .mapToInt(sample -> sample.steps().size())
                        .sum();
    }

    private static List<DemandSeries> panel(int series, int days) {
        return IntStream.range(0, series)
                .mapToObj(i -> {
                    SplittableRandom random = new SplittableRandom(i);
                    double[] units =
                            random.doubles(days, 0, 4 + i % 5).map(Math::floor).toArray();
                    units[0] = 3;
                    units[days - 1] = 3;
                    Calendar calendar = new Calendar(Frequency.DAILY, LocalDate.of(2024, 1, 1));
                    return DemandSeries.of(new SeriesId("item-" + i), calendar, units);
                })
                .toList();
    }
}
