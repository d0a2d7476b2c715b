package io.millrace.forecasting.auto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.millrace.forecasting.Calendar;
import io.millrace.forecasting.DemandSeries;
import io.millrace.forecasting.Forecast;
import io.millrace.forecasting.Forecasters;
import io.millrace.forecasting.Frequency;
import io.millrace.forecasting.Horizon;
import io.millrace.forecasting.SeriesId;
import io.millrace.forecasting.methods.Methods;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PanelTotalTest {
    private static final Horizon WEEK = new Horizon(7);
    private static final int DAYS = 140;

    @Test
    void shouldPassTheSeasonOfTheTotalOnWhenSeriesDoNotSeeIt() {
        List<DemandSeries> panel = panel(0);
        List<Forecast> flat = Forecasters.forecast(Methods.windowMean(), panel, WEEK, 1);

        double[] factors = PanelTotal.factors(panel, flat, WEEK, 1);

        // Each seventh day sells three times as much as the others, whose mean is then 7 / 9.
        int peak = 0;
        for (int step = 0; step < factors.length; step++) {
            peak = factors[step] > factors[peak] ? step : peak;
        }
        assertThat((DAYS + peak) % 7).isEqualTo(6);
        assertThat(factors[peak]).isEqualTo(1.5);
        assertThat(factors[(peak + 3) % 7]).isCloseTo(1 - 0.6 * 2 / 9, within(0.06));
    }

    @Test
    void shouldLeaveForecastsAloneWhenSeriesEndApart() {
        List<DemandSeries> panel = panel(3);
        List<Forecast> flat = Forecasters.forecast(Methods.windowMean(), panel, WEEK, 1);

        assertThat(PanelTotal.factors(panel, flat, WEEK, 1)).containsOnly(1);
    }

    @Test
    void shouldSayWhatEveryMemberSaysWhenAskedWhy() {
        List<DemandSeries> panel = panel(0);

        Explanation why = new AutoMethod(Effort.FAST).explain(panel, panel.getFirst(), WEEK, 1);

        assertThat(why.members()).containsKeys("theta", "ses", "tsb", "window-mean");
        assertThat(why.weights().values().stream()
                        .mapToDouble(Double::doubleValue)
                        .sum())
                .isBetween(0.5, 1 + 1e-9);
        assertThat(why.combined()).isBetween(0.5, 20.0);
        assertThat(why.effects()).extracting(Explanation.Effect::feature).contains("day of the week", "last value");
        assertThat(why.forecast().steps()).isEqualTo(7);
    }

    /// Thirty items, each ending so many days before the one before it.
    private static List<DemandSeries> panel(int apart) {
        List<DemandSeries> panel = new ArrayList<>();
        SplittableRandom random = new SplittableRandom(5);
        for (int item = 0; item < 30; item++) {
            double[] units = new double[DAYS - apart * item];
            Arrays.setAll(units, day -> random.nextInt(1, 9) * (day % 7 == 6 ? 3 : 1));
            panel.add(DemandSeries.of(
                    new SeriesId("item-" + item), new Calendar(Frequency.DAILY, LocalDate.of(2024, 1, 1)), units));
        }
        return panel;
    }
}
