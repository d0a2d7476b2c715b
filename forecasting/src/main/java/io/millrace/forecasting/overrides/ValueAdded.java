package io.millrace.forecasting.overrides;

import io.millrace.forecasting.DemandSeries;
import io.millrace.forecasting.overrides.Overridden.Kept;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Whether planners knew better: how far their overrides and what was forecast without them were off, where it is known
/// by now what came.
///
/// @param steps how many overrides can be judged
/// @param baselineError the mean absolute error of what was forecast
/// @param overrideError that of the overrides
/// @param better the share of overrides that were nearer
/// @param bias how much more was expected than came, ÷ what came
public record ValueAdded(int steps, double baselineError, double overrideError, double better, double bias) {
    /// By who made the overrides, and under the empty name all together.
    public static Map<String, ValueAdded> of(List<Kept> kept, List<DemandSeries> panel) {
        Map<String, DemandSeries> series = new HashMap<>();
        panel.forEach(known -> series.put(known.id().value(), known));
        Map<String, List<double[]>> rows = new TreeMap<>();
        for (Kept one : kept) {
            double actual = actual(series.get(one.correction().series()), one.correction());
            if (!Double.isNaN(actual)) {
                double[] row = {one.baseline(), one.correction().mean(), actual};
                rows.computeIfAbsent("", _ -> new ArrayList<>()).add(row);
                rows.computeIfAbsent(one.correction().who(), _ -> new ArrayList<>())
                        .add(row);
            }
        }
        Map<String, ValueAdded> judged = new TreeMap<>();
        rows.forEach((who, own) -> judged.put(who, of(own)));
        return judged;
    }

    /// What overriding took off the error of the forecasts, as a share of it; negative where it made things worse.
    public double share() {
        return baselineError > 0 ? 1 - overrideError / baselineError : 0;
    }

    private static double actual(@Nullable DemandSeries series, Correction correction) {
        if (series == null) {
            return Double.NaN;
        }
        int step = series.calendar().step(correction.date());
        return step >= 0 && step < series.length() ? series.units(step) : Double.NaN;
    }

    private static ValueAdded of(List<double[]> rows) {
        double baseline = 0;
        double override = 0;
        double better = 0;
        double expected = 0;
        double came = 0;
        for (double[] row : rows) {
            double before = Math.abs(row[0] - row[2]);
            double after = Math.abs(row[1] - row[2]);
            baseline += before / rows.size();
            override += after / rows.size();
            better += after < before ? 1.0 / rows.size() : 0;
            expected += row[1];
            came += row[2];
        }
        return new ValueAdded(rows.size(), baseline, override, better, came > 0 ? expected / came - 1 : Double.NaN);
    }
}
