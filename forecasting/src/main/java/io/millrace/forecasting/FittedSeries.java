package io.millrace.forecasting;

/// What a method has learned from one series.
@FunctionalInterface
public interface FittedSeries {
    Forecast predict(Horizon horizon);
}
