package io.millrace.forecasting.auto;

import io.millrace.forecasting.DemandSeries;
import io.millrace.forecasting.FittedPanel;
import io.millrace.forecasting.Forecast;
import io.millrace.forecasting.Horizon;
import io.millrace.forecasting.Progress;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/// What was learned from a panel, with the forecasts of its series drawn to that of their total; another series is
/// drawn in the same way.
final class AutoPanel implements FittedPanel {
    private static final int TOGETHER = 32;

    private final Fitted fitted;
    private final Drawn drawn;
    private final IdentityHashMap<DemandSeries, Forecast> known = new IdentityHashMap<>();

    AutoPanel(Fitted fitted, List<DemandSeries> panel, Horizon horizon, long seed, Progress progress) {
        this.fitted = fitted;
        AtomicInteger done = new AtomicInteger();
        List<Forecast> forecasts = IntStream.range(0, (panel.size() + TOGETHER - 1) / TOGETHER)
                .parallel()
                .mapToObj(block -> {
                    List<DemandSeries> several =
                            panel.subList(block * TOGETHER, Math.min(panel.size(), (block + 1) * TOGETHER));
                    List<Forecast> of = fitted.predict(several);
                    progress.at("Forecasting", done.addAndGet(several.size()), panel.size());
                    return of;
                })
                .flatMap(List::stream)
                .toList();
        drawn = Drawn.of(fitted.outlook().groups(), panel, forecasts, horizon, seed);
        for (int i = 0; i < panel.size(); i++) {
            known.put(panel.get(i), forecasts.get(i).scaled(drawn.factors(panel.get(i))));
        }
    }

    @Override
    public Forecast predict(DemandSeries series) {
        Forecast forecast = known.get(series);
        return forecast == null ? fitted.predict(series).scaled(drawn.factors(series)) : forecast;
    }

    Explanation explain(DemandSeries series) {
        return fitted.explain(series, predict(series));
    }
}
