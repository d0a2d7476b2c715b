package io.millrace.topology.forecast;

import io.millrace.events.demand.ForecastOverride;
import io.millrace.forecasting.Forecast;
import io.millrace.forecasting.QuantileCurve;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// What planners say, put into a forecast. A distribution moves with its mean.
public final class Overrides {
    private Overrides() {}

    /// A forecast with the last word on each of its days.
    ///
    /// @param first the date of its first step
    public static Forecast applied(Forecast baseline, LocalDate first, List<ForecastOverride> overrides) {
        double[] mean = new double[baseline.steps()];
        List<QuantileCurve> curves = new ArrayList<>();
        for (int step = 1; step <= mean.length; step++) {
            double before = baseline.mean(step);
            double after = of(first.plusDays(step - 1L), overrides)
                    .map(change -> changed(before, change))
                    .orElse(before);
            mean[step - 1] = after;
            curves.add(after == before ? baseline.marginal(step) : moved(baseline.marginal(step), before, after));
        }
        return baseline.with(mean, curves);
    }

    private static Optional<ForecastOverride> of(LocalDate date, List<ForecastOverride> overrides) {
        return overrides.stream()
                .filter(change -> !date.isBefore(change.from()) && !date.isAfter(change.to()))
                .max(Comparator.comparing(ForecastOverride::at));
    }

    private static double changed(double before, ForecastOverride change) {
        Double mean = change.mean();
        Double factor = change.factor();
        return mean != null ? mean : factor != null ? before * factor : before;
    }

    private static QuantileCurve moved(QuantileCurve curve, double before, double after) {
        double[] values = new double[QuantileCurve.gridSize()];
        for (int i = 0; i < values.length; i++) {
            values[i] = before > 0 ? curve.gridValue(i) * after / before : curve.gridValue(i) + after;
        }
        return QuantileCurve.of(values);
    }
}
