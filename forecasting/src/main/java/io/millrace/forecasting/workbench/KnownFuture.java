package io.millrace.forecasting.workbench;

import io.millrace.forecasting.DemandSeries;
import io.millrace.forecasting.Forecast;
import io.millrace.forecasting.QuantileCurve;
import io.millrace.forecasting.frame.FutureCsv.Planned;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Forecasts for a future of which something is known: planned prices and promotions change them by what such did in
/// the panel's past, and while a shop is closed nothing is sold.
public final class KnownFuture {
    private KnownFuture() {}

    /// The forecasts, in the order of the panel, with the plans for each series taken into account.
    public static List<Forecast> applied(
            List<DemandSeries> panel, List<Forecast> forecasts, Map<String, Map<LocalDate, Planned>> future) {
        PlanEffects effects = PlanEffects.learned(panel);
        List<Forecast> changed = new ArrayList<>();
        for (int i = 0; i < panel.size(); i++) {
            Map<LocalDate, Planned> plans = future.get(panel.get(i).id().value());
            changed.add(plans == null ? forecasts.get(i) : changed(panel.get(i), forecasts.get(i), plans, effects));
        }
        return changed;
    }

    private static Forecast changed(
            DemandSeries series, Forecast forecast, Map<LocalDate, Planned> plans, PlanEffects effects) {
        double[] mean = new double[forecast.steps()];
        List<QuantileCurve> curves = new ArrayList<>();
        for (int step = 1; step <= mean.length; step++) {
            Planned plan = plans.get(series.calendar().date(series.length() + step - 1));
            double factor = plan == null ? 1 : factor(series, plan, effects);
            mean[step - 1] = factor * forecast.mean(step);
            curves.add(scaled(forecast.marginal(step), factor));
        }
        return forecast.with(mean, curves);
    }

    private static double factor(DemandSeries series, Planned plan, PlanEffects effects) {
        double open = Double.isNaN(plan.open()) ? 1 : Math.min(1, plan.open());
        return open * effects.ofPrice(series, plan.price()) * effects.ofPromotion(plan.promotion());
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
