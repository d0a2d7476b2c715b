package io.millrace.benchmarks.policy;

import io.millrace.forecasting.Calendar;
import io.millrace.forecasting.DemandSeries;
import io.millrace.forecasting.Frequency;
import io.millrace.forecasting.SeriesId;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/// Items made up from a seed, to show that a bench runs.
final class GeneratedShop {
    private static final int WEEK = 7;
    private static final Calendar CALENDAR = new Calendar(Frequency.DAILY, LocalDate.of(2024, 1, 1));

    private GeneratedShop() {}

    static List<DemandSeries> series(long seed, int items, int days) {
        SplittableRandom random = new SplittableRandom(seed);
        List<DemandSeries> series = new ArrayList<>();
        for (int item = 0; item < items; item++) {
            double daily = Math.exp(random.nextDouble(0.5, 2.5));
            double[] units = new double[days];
            for (int day = 0; day < days; day++) {
                double mean = daily * (1 + 0.4 * Math.sin(2 * Math.PI * (day + item) / WEEK));
                units[day] = Math.floor(-Math.log(1 - random.nextDouble()) * mean);
            }
            series.add(DemandSeries.of(new SeriesId("item-" + item), CALENDAR, units));
        }
        return series;
    }
}
