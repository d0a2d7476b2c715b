package io.millrace.forecasting;

import java.util.List;

/// A method that learns from many series together.
public non-sealed interface GlobalMethod extends ForecastMethod {
    /// Learns from a panel, whose series share a frequency, how to forecast up to a horizon.
    FittedPanel fit(List<DemandSeries> panel, Horizon horizon, long seed);
}
