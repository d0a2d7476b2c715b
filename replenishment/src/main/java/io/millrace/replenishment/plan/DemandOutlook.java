package io.millrace.replenishment.plan;

import io.millrace.forecasting.DemandSeries;
import io.millrace.forecasting.FittedPanel;
import io.millrace.forecasting.Forecast;
import io.millrace.forecasting.Horizon;
import io.millrace.forecasting.IndependentSums;
import io.millrace.forecasting.QuantileCurve;
import io.millrace.forecasting.auto.AutoMethod;
import io.millrace.replenishment.demand.RecentSales;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// What is expected of each item: its forecast, and its recent sales as they were.
final class DemandOutlook {
    private static final int SHORTEST_PERIODS = 7;

    private final int periods;
    private final Map<String, Forecast> forecasts;
    private final Map<String, RecentSales> recent;

    private DemandOutlook(int periods, Map<String, Forecast> forecasts, Map<String, RecentSales> recent) {
        this.periods = periods;
        this.forecasts = forecasts;
        this.recent = recent;
    }

    static DemandOutlook learned(List<DemandSeries> panel, int periods, PlanOptions options) {
        int horizon = Math.max(periods, SHORTEST_PERIODS);
        FittedPanel fitted = new AutoMethod(options.effort()).fit(panel, new Horizon(horizon), options.seed());
        List<Forecast> predicted = IntStream.range(0, panel.size())
                .parallel()
                .mapToObj(i -> fitted.predict(panel.get(i)))
                .toList();
        Map<String, Forecast> forecasts = new HashMap<>();
        Map<String, RecentSales> recent = new HashMap<>();
        for (int i = 0; i < panel.size(); i++) {
            DemandSeries series = panel.get(i);
            forecasts.put(series.id().value(), predicted.get(i));
            recent.put(series.id().value(), RecentSales.of(series, 365, 0.5));
        }
        return new DemandOutlook(horizon, forecasts, recent);
    }

    Forecast forecast(String id) {
        Forecast known = forecasts.get(id);
        return known != null
                ? known
                : Forecast.of(
                        new double[periods], Collections.nCopies(periods, QuantileCurve.zero()), new IndependentSums());
    }

    RecentSales recent(String id) {
        return recent.getOrDefault(id, RecentSales.none());
    }
}
