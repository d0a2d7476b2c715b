package io.millrace.forecasting;

import java.util.List;
import java.util.stream.IntStream;

/// Runs a method over a panel, whichever kind it is, on all cores.
public final class Forecasters {
    private Forecasters() {}

    /// One forecast for each series, in their order. The answer does not depend on the number of cores.
    public static List<Forecast> forecast(ForecastMethod method, List<DemandSeries> panel, Horizon horizon, long seed) {
        FittedPanel fitted = switch (method) {
            case LocalMethod local -> series -> local.fit(series, seed).predict(horizon);
            case GlobalMethod global -> global.fit(panel, horizon, seed);
        };
        return IntStream.range(0, panel.size())
                .parallel()
                .mapToObj(i -> fitted.predict(panel.get(i)))
                .toList();
    }
}
