package io.millrace.forecasting;

/// What a method has learned from a panel.
@FunctionalInterface
public interface FittedPanel {
    /// Forecasts the steps after the end of a series, of the panel or like it, up to the horizon that was fitted.
    Forecast predict(DemandSeries series);
}
