package io.millrace.replenishment.plan;

import io.millrace.forecasting.DemandSeries;
import io.millrace.forecasting.FittedPanel;
import io.millrace.forecasting.Forecast;
import io.millrace.forecasting.Frequency;
import io.millrace.forecasting.Horizon;
import io.millrace.forecasting.IndependentSums;
import io.millrace.forecasting.QuantileCurve;
import io.millrace.forecasting.auto.AutoMethod;
import io.millrace.forecasting.auto.Effort;
import io.millrace.forecasting.censored.StockOuts;
import io.millrace.replenishment.demand.RecentSales;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// What is expected of each item: its forecast, and its recent sales as they were.
final class DemandOutlook {
    private static final int SHORTEST_PERIODS = 7;
    private static final double UNDECIDED = 0.5;

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
        int window = window(options.frequency());
        double[] shares = shares(panel, horizon, window, periods, options);
        List<Forecast> predicted = predicted(panel, horizon, options);
        Map<String, Forecast> forecasts = new HashMap<>();
        Map<String, RecentSales> recent = new HashMap<>();
        for (int i = 0; i < panel.size(); i++) {
            DemandSeries series = panel.get(i);
            forecasts.put(series.id().value(), predicted.get(i));
            recent.put(series.id().value(), RecentSales.of(series, window, shares[i]));
        }
        return new DemandOutlook(horizon, forecasts, recent);
    }

    private static List<Forecast> predicted(List<DemandSeries> panel, int horizon, PlanOptions options) {
        FittedPanel fitted = new AutoMethod(options.effort()).fit(panel, new Horizon(horizon), options.seed());
        return IntStream.range(0, panel.size())
                .parallel()
                .mapToObj(i -> fitted.predict(panel.get(i)))
                .toList();
    }

    /// About a year: long enough for rare sales, short enough to be recent.
    private static int window(Frequency frequency) {
        return switch (frequency) {
            case DAILY -> 365;
            case WEEKLY -> 104;
            case MONTHLY -> 48;
        };
    }

    /// Forecasts the last steps from before, as far as histories are long enough for it.
    private static double[] shares(
            List<DemandSeries> panel, int horizon, int window, int periods, PlanOptions options) {
        int withheld = Math.max(
                horizon,
                switch (options.frequency()) {
                    case DAILY -> 28;
                    case WEEKLY -> 13;
                    case MONTHLY -> 6;
                });
        double[] shares = new double[panel.size()];
        Arrays.fill(shares, UNDECIDED);
        int[] longEnough = IntStream.range(0, panel.size())
                .filter(i -> panel.get(i).length() >= 3 * withheld)
                .toArray();
        if (longEnough.length == 0) {
            return shares;
        }
        PlanOptions quick = new PlanOptions(options.frequency(), options.gaps(), Effort.FAST, options.seed());
        List<DemandSeries> known = new ArrayList<>();
        List<double[]> came = new ArrayList<>();
        for (int i : longEnough) {
            DemandSeries restored = StockOuts.restored(panel.get(i));
            known.add(restored.upTo(restored.length() - withheld));
            came.add(Arrays.copyOfRange(restored.units(), restored.length() - withheld, restored.length()));
        }
        double[] learned =
                Shares.learned(known, came, predicted(known, withheld, quick), window, Math.min(periods, withheld));
        for (int i = 0; i < longEnough.length; i++) {
            shares[longEnough[i]] = learned[i];
        }
        return shares;
    }

    /// How far an item's recent sales are followed beside its forecast.
    double share(String id) {
        return recent(id).share();
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
