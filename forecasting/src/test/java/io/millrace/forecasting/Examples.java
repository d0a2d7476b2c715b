package io.millrace.forecasting;

import java.time.LocalDate;

/// Series for tests.
public final class Examples {
    /// Oil production of Saudi Arabia, 1996 to 2013, in million tonnes: Hyndman and Athanasopoulos, Forecasting:
    /// Principles and Practice (2nd edition, 2018), section 7.1.
    private static final double[] OIL = {
        445.36, 453.20, 454.41, 422.38, 456.04, 440.39, 425.19, 486.21, 500.43, 521.28, 508.95, 488.89, 509.87, 456.72,
        473.82, 525.95, 549.83, 542.34
    };

    /// Air passengers of Australia, 1990 to 2016, in millions: the same book, section 7.2.
    private static final double[] AUSTRALIAN_AIR = {
        17.55, 21.86, 23.89, 26.93, 26.89, 28.83, 30.08, 30.95, 30.19, 31.58, 32.58, 33.48, 39.02, 41.39, 41.60, 44.66,
        46.95, 48.73, 51.49, 50.03, 60.64, 63.36, 66.36, 68.20, 68.12, 69.78, 72.60
    };

    private Examples() {}

    public static double[] oil() {
        return OIL.clone();
    }

    public static double[] australianAir() {
        return AUSTRALIAN_AIR.clone();
    }

    public static DemandSeries daily(double... units) {
        return DemandSeries.of(new SeriesId("daily"), new Calendar(Frequency.DAILY, LocalDate.of(2024, 1, 1)), units);
    }

    public static DemandSeries monthly(double... units) {
        return DemandSeries.of(
                new SeriesId("monthly"), new Calendar(Frequency.MONTHLY, LocalDate.of(2020, 1, 1)), units);
    }
}
