package io.millrace.forecasting;

/// A method that sees one series at a time.
public non-sealed interface LocalMethod extends ForecastMethod {
    /// What the method learns from one series.
    FittedSeries fit(DemandSeries series, long seed);
}
