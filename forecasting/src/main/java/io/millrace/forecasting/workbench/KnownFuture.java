package io.millrace.forecasting.workbench;

import io.millrace.forecasting.DemandSeries;
import io.millrace.forecasting.Forecast;
import io.millrace.forecasting.ForecastMethod;
import io.millrace.forecasting.Forecasters;
import io.millrace.forecasting.Horizon;
import io.millrace.forecasting.Progress;
import io.millrace.forecasting.QuantileCurve;
import io.millrace.forecasting.Signal;
import io.millrace.forecasting.frame.FutureCsv.Planned;
import io.millrace.forecasting.plans.PlanEffects;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleBiFunction;

/// Forecasts for a future of which something is known: planned prices and promotions change them by what such did in
/// the panel's past, and while a shop is closed nothing is sold.
public final class KnownFuture {
    private KnownFuture() {}

    /// Forecasts a panel for which something is planned. A method that sees plans is told planned prices and
    /// promotions; what others say is changed by what such did in the past.
    public static List<Forecast> forecast(
            ForecastMethod method,
            List<DemandSeries> panel,
            Map<String, Map<LocalDate, Planned>> future,
            Horizon horizon,
            long seed,
            Progress progress) {
        if (future.isEmpty()) {
            return Forecasters.forecast(method, panel, horizon, seed, progress);
        }
        if (!method.seesPlans()) {
            return applied(panel, Forecasters.forecast(method, panel, horizon, seed, progress), future);
        }
        List<DemandSeries> told = told(panel, future, horizon);
        return closed(told, Forecasters.forecast(method, told, horizon, seed, progress), future);
    }

    /// The series with the prices and promotions that are planned for them.
    public static List<DemandSeries> told(
            List<DemandSeries> panel, Map<String, Map<LocalDate, Planned>> future, Horizon horizon) {
        return panel.stream()
                .map(series -> told(series, future.getOrDefault(series.id().value(), Map.of()), horizon))
                .toList();
    }

    private static DemandSeries told(DemandSeries series, Map<LocalDate, Planned> plans, Horizon horizon) {
        double[] prices = new double[horizon.steps()];
        double[] promotions = new double[horizon.steps()];
        for (int step = 0; step < prices.length; step++) {
            Planned plan = plans.get(series.calendar().date(series.length() + step));
            prices[step] = plan == null ? Double.NaN : plan.price();
            promotions[step] = plan == null ? Double.NaN : plan.promotion();
        }
        DemandSeries told = isAnythingKnown(prices) ? series.withPlan(Signal.PRICE, prices) : series;
        if (!isAnythingKnown(promotions)) {
            return told;
        }
        Arrays.setAll(promotions, step -> Double.isNaN(promotions[step]) ? 0 : promotions[step]);
        return told.withPlan(Signal.PROMOTION, promotions);
    }

    private static boolean isAnythingKnown(double[] values) {
        return Arrays.stream(values).anyMatch(value -> !Double.isNaN(value));
    }

    /// The forecasts, in the order of the panel, with the plans for each series taken into account.
    public static List<Forecast> applied(
            List<DemandSeries> panel, List<Forecast> forecasts, Map<String, Map<LocalDate, Planned>> future) {
        PlanEffects effects = PlanEffects.learned(panel);
        return changed(
                panel,
                forecasts,
                future,
                (series, plan) ->
                        open(plan) * effects.ofPrice(series, plan.price()) * effects.ofPromotion(plan.promotion()));
    }

    private static List<Forecast> closed(
            List<DemandSeries> panel, List<Forecast> forecasts, Map<String, Map<LocalDate, Planned>> future) {
        return changed(panel, forecasts, future, (series, plan) -> open(plan));
    }

    private static List<Forecast> changed(
            List<DemandSeries> panel,
            List<Forecast> forecasts,
            Map<String, Map<LocalDate, Planned>> future,
            ToDoubleBiFunction<DemandSeries, Planned> factor) {
        List<Forecast> changed = new ArrayList<>();
        for (int i = 0; i < panel.size(); i++) {
            Map<LocalDate, Planned> plans = future.get(panel.get(i).id().value());
            changed.add(plans == null ? forecasts.get(i) : changed(panel.get(i), forecasts.get(i), plans, factor));
        }
        return changed;
    }

    private static Forecast changed(
            DemandSeries series,
            Forecast forecast,
            Map<LocalDate, Planned> plans,
            ToDoubleBiFunction<DemandSeries, Planned> factors) {
        double[] mean = new double[forecast.steps()];
        List<QuantileCurve> curves = new ArrayList<>();
        for (int step = 1; step <= mean.length; step++) {
            Planned plan = plans.get(series.calendar().date(series.length() + step - 1));
            double factor = plan == null ? 1 : factors.applyAsDouble(series, plan);
            mean[step - 1] = factor * forecast.mean(step);
            curves.add(scaled(forecast.marginal(step), factor));
        }
        return forecast.with(mean, curves);
    }

    private static double open(Planned plan) {
        return Double.isNaN(plan.open()) ? 1 : Math.min(1, plan.open());
    }

    private static QuantileCurve scaled(QuantileCurve curve, double factor) {
        if (factor == 1) {
            return curve;
        }
        double[] values = new double[QuantileCurve.gridSize()];
        for (int i = 0; i < values.length; i++) {
            values[i] = curve.gridValue(i) * factor;
        }
        return QuantileCurve.of(values);
    }
}
