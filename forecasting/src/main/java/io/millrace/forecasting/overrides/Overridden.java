package io.millrace.forecasting.overrides;

import io.millrace.forecasting.DemandSeries;
import io.millrace.forecasting.Forecast;
import io.millrace.forecasting.QuantileCurve;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Forecasts with the words of planners put in, and beside each what was forecast without it. A distribution moves with
/// its mean.
///
/// @param forecasts in the order of the panel
/// @param kept every override that was put in
public record Overridden(List<Forecast> forecasts, List<Kept> kept) {
    public Overridden {
        forecasts = List.copyOf(forecasts);
        kept = List.copyOf(kept);
    }

    /// An override and what it took the place of.
    public record Kept(Correction correction, double baseline) {}

    /// Puts in what holds at the end of each series' history and lies within the horizon. The last word on a date
    /// counts.
    public static Overridden of(List<DemandSeries> panel, List<Forecast> forecasts, List<Correction> corrections) {
        Map<String, Map<LocalDate, Correction>> bySeries = new HashMap<>();
        for (Correction correction : corrections) {
            bySeries.computeIfAbsent(correction.series(), _ -> new HashMap<>()).put(correction.date(), correction);
        }
        List<Forecast> changed = new ArrayList<>();
        List<Kept> kept = new ArrayList<>();
        for (int i = 0; i < panel.size(); i++) {
            Map<LocalDate, Correction> own =
                    bySeries.getOrDefault(panel.get(i).id().value(), Map.of());
            changed.add(own.isEmpty() ? forecasts.get(i) : changed(panel.get(i), forecasts.get(i), own, kept));
        }
        return new Overridden(changed, kept);
    }

    private static Forecast changed(
            DemandSeries series, Forecast forecast, Map<LocalDate, Correction> corrections, List<Kept> kept) {
        LocalDate origin = series.calendar().date(series.length());
        double[] mean = new double[forecast.steps()];
        List<QuantileCurve> curves = new ArrayList<>();
        for (int step = 1; step <= mean.length; step++) {
            mean[step - 1] = forecast.mean(step);
            QuantileCurve curve = forecast.marginal(step);
            Correction correction = corrections.get(series.calendar().date(series.length() + step - 1));
            if (correction != null && !correction.until().isBefore(origin)) {
                mean[step - 1] = correction.mean();
                curve = moved(curve, forecast.mean(step), correction.mean());
                kept.add(new Kept(correction, forecast.mean(step)));
            }
            curves.add(curve);
        }
        return forecast.with(mean, curves);
    }

    private static QuantileCurve moved(QuantileCurve curve, double before, double after) {
        double[] values = new double[QuantileCurve.gridSize()];
        for (int i = 0; i < values.length; i++) {
            values[i] = before > 0 ? curve.gridValue(i) * after / before : curve.gridValue(i) + after;
        }
        return QuantileCurve.of(values);
    }
}
