package io.millrace.forecasting.contract;

import io.millrace.forecasting.Calendar;
import io.millrace.forecasting.DemandSeries;
import io.millrace.forecasting.Frequency;
import io.millrace.forecasting.SeriesId;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;

/// Series that real data contains and methods stumble over.
public final class NastySeries {
    private static final int LONG = 120;
    private static final double HUGE = 1e12;
    private static final double TINY = 1e-9;

    private NastySeries() {}

    public static List<DemandSeries> all(Frequency frequency) {
        return List.of(
                series(frequency, "empty", 0, _ -> 0),
                series(frequency, "one-zero", 1, _ -> 0),
                series(frequency, "one-value", 1, _ -> 7),
                series(frequency, "two-values", 2, step -> step + 1),
                series(frequency, "shorter-than-a-season", 5, step -> step % 3),
                series(frequency, "all-zero", LONG, _ -> 0),
                series(frequency, "all-missing", LONG, _ -> Double.NaN),
                series(frequency, "constant", LONG, _ -> 4),
                series(frequency, "huge", LONG, step -> HUGE * (1 + step % 5)),
                series(frequency, "tiny", LONG, step -> TINY * (1 + step % 5)),
                series(frequency, "intermittent", LONG, step -> step % 11 == 3 ? 2 : 0),
                series(frequency, "one-sale-long-ago", LONG, step -> step == 3 ? 9 : 0),
                series(frequency, "first-sale-at-the-end", LONG, step -> step == LONG - 1 ? 3 : 0),
                series(frequency, "gaps", LONG, step -> step % 4 == 1 ? Double.NaN : 5 + step % 7),
                series(frequency, "missing-at-the-end", LONG, step -> step > 90 ? Double.NaN : 3 + step % 2),
                series(frequency, "missing-at-the-start", LONG, step -> step < 90 ? Double.NaN : 3 + step % 2),
                series(frequency, "one-spike", LONG, step -> step == 60 ? 1e6 : 1),
                series(frequency, "level-shift", LONG, step -> step < 60 ? 2 : 40),
                series(frequency, "steep-trend", LONG, step -> step * 10.0),
                series(frequency, "decline-to-nothing", LONG, step -> Math.max(0, 60 - step)),
                random(frequency));
    }

    private static DemandSeries random(Frequency frequency) {
        SplittableRandom random = new SplittableRandom(17);
        return series(
                frequency,
                "seasonal-with-noise",
                LONG,
                step -> Math.round(
                        10 + 4 * Math.sin(2 * Math.PI * step / frequency.season()) + 3 * random.nextDouble()));
    }

    private static DemandSeries series(Frequency frequency, String name, int length, IntToDoubleFunction units) {
        double[] values = new double[length];
        Arrays.setAll(values, units);
        return DemandSeries.of(new SeriesId(name), new Calendar(frequency, LocalDate.of(2020, 1, 1)), values);
    }
}
