package io.millrace.forecasting;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/// Runs a method over a panel, whichever kind it is, on all cores.
public final class Forecasters {
    private Forecasters() {}

    /// One forecast for each series, in their order. The answer does not depend on the number of cores.
    public static List<Forecast> forecast(ForecastMethod method, List<DemandSeries> panel, Horizon horizon, long seed) {
        return forecast(method, panel, horizon, seed, Progress.SILENT);
    }

    /// As above, telling how many series are done.
    public static List<Forecast> forecast(
            ForecastMethod method, List<DemandSeries> panel, Horizon horizon, long seed, Progress progress) {
        FittedPanel fitted = fit(method, panel, horizon, seed);
        AtomicInteger done = new AtomicInteger();
        return IntStream.range(0, panel.size())
                .parallel()
                .mapToObj(i -> {
                    Forecast forecast = fitted.predict(panel.get(i));
                    progress.at("Forecasting", done.incrementAndGet(), panel.size());
                    return forecast;
                })
                .toList();
    }

    /// What a method learns from a panel, whichever kind it is; a local one learns when it is asked.
    public static FittedPanel fit(ForecastMethod method, List<DemandSeries> panel, Horizon horizon, long seed) {
        return switch (method) {
            case LocalMethod local -> series -> local.fit(series, seed).predict(horizon);
            case GlobalMethod global -> global.fit(panel, horizon, seed);
        };
    }
}
