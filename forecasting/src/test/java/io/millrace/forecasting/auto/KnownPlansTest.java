package io.millrace.forecasting.auto;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.forecasting.Calendar;
import io.millrace.forecasting.DemandSeries;
import io.millrace.forecasting.Forecast;
import io.millrace.forecasting.Forecasters;
import io.millrace.forecasting.Frequency;
import io.millrace.forecasting.Horizon;
import io.millrace.forecasting.SeriesId;
import io.millrace.forecasting.Signal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// A shop where half the price, or a promotion, sells three times as much.
class KnownPlansTest {
    private static final Horizon WEEK = new Horizon(7);
    private static final AutoMethod AUTO = new AutoMethod(Effort.FAST);

    @Test
    void shouldExpectMoreOfAPlannedLowPrice() {
        double usual = mean(shop(1, Signal.PRICE, 2, 1), 2);
        double cheap = mean(shop(1, Signal.PRICE, 2, 1), 1);

        assertThat(cheap).isGreaterThan(1.7 * usual);
    }

    @Test
    void shouldExpectMoreOfAPlannedPromotion() {
        double usual = plannedMean(shop(1, Signal.PROMOTION, 0, 1), Signal.PROMOTION, 0);
        double promoted = plannedMean(shop(1, Signal.PROMOTION, 0, 1), Signal.PROMOTION, 1);

        assertThat(promoted).isGreaterThan(1.3 * usual);
    }

    @Test
    void shouldNotSeePricesBeyondTheOriginWhenNothingIsPlanned() {
        List<DemandSeries> honest = shop(1, Signal.PRICE, 2, 1).stream()
                .map(series -> series.upTo(200))
                .toList();
        List<DemandSeries> poisoned = shop(1, Signal.PRICE, 2, 1).stream()
                .map(series -> poisoned(series).upTo(200))
                .toList();

        List<Forecast> left = Forecasters.forecast(AUTO, honest, WEEK, 1);
        List<Forecast> right = Forecasters.forecast(AUTO, poisoned, WEEK, 1);

        for (int i = 0; i < left.size(); i++) {
            assertThat(right.get(i).marginal(5)).isEqualTo(left.get(i).marginal(5));
        }
    }

    private static DemandSeries poisoned(DemandSeries series) {
        double[] prices = series.signal(Signal.PRICE).orElseThrow();
        double[] units = series.units();
        Arrays.fill(prices, 200, prices.length, 1e-3);
        Arrays.fill(units, 200, units.length, 1e6);
        return series.withUnits(units).with(Signal.PRICE, prices);
    }

    private static double mean(List<DemandSeries> panel, double price) {
        return plannedMean(panel, Signal.PRICE, price);
    }

    private static double plannedMean(List<DemandSeries> panel, Signal signal, double value) {
        double[] plan = new double[WEEK.steps()];
        Arrays.fill(plan, value);
        List<DemandSeries> told =
                panel.stream().map(series -> series.withPlan(signal, plan)).toList();
        double sum = 0;
        for (Forecast forecast : Forecasters.forecast(AUTO, told, WEEK, 1)) {
            sum += forecast.mean(1);
        }
        return sum;
    }

    private static List<DemandSeries> shop(long seed, Signal signal, double usual, double changed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<DemandSeries> panel = new ArrayList<>();
        for (int item = 0; item < 40; item++) {
            double[] units = new double[240];
            double[] told = new double[240];
            for (int day = 0; day < units.length; day++) {
                boolean special = (day / 7 + item) % 6 == 0;
                told[day] = special ? changed : usual;
                units[day] = Math.floor((special ? 3 : 1) * random.nextDouble(2, 10));
            }
            panel.add(DemandSeries.of(
                            new SeriesId("item-" + item),
                            new Calendar(Frequency.DAILY, LocalDate.of(2024, 1, 1)),
                            units)
                    .with(signal, told));
        }
        return panel;
    }
}
