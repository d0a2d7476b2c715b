package io.millrace.forecasting.metrics;

/// What a quantile costs: being too low costs `level` for each unit, being too high `1 - level`.
public final class Pinball {
    private Pinball() {}

    public static double loss(double actual, double quantile, double level) {
        return actual >= quantile ? level * (actual - quantile) : (1 - level) * (quantile - actual);
    }
}
