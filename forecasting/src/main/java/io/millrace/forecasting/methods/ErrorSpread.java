package io.millrace.forecasting.methods;

import io.millrace.forecasting.Forecast;
import io.millrace.forecasting.IndependentSums;
import io.millrace.forecasting.QuantileCurve;
import io.millrace.forecasting.kernel.Normal;
import io.millrace.forecasting.kernel.Sample;
import java.util.ArrayList;
import java.util.List;

/// Puts the errors of the past around a path: their own quantiles where there are enough of them, a normal curve where
/// there are not, wider the further ahead and the more the method follows its errors.
final class ErrorSpread {
    private static final int ENOUGH = 30;
    private static final double STEPS_UNTIL_HALF_TRUSTED = 4;

    private ErrorSpread() {}

    static Forecast around(double[] path, double[] errors, double persistence, double scale) {
        double[] quantiles = quantiles(errors, scale);
        List<QuantileCurve> curves = new ArrayList<>(path.length);
        double[] values = new double[quantiles.length];
        for (int step = 0; step < path.length; step++) {
            double spread = Math.sqrt(1 + step * persistence * persistence);
            path[step] = Math.max(0, path[step]);
            for (int i = 0; i < values.length; i++) {
                values[i] = path[step] + spread * quantiles[i];
            }
            curves.add(QuantileCurve.of(values));
        }
        return Forecast.of(path, curves, new IndependentSums());
    }

    private static double[] quantiles(double[] errors, double scale) {
        double[] sorted = Sample.sorted(errors);
        double known = sorted.length;
        double square = 0;
        for (double error : sorted) {
            square += error * error / Math.max(1, known);
        }
        // With few errors seen, the scale of the series itself is the better guess.
        double trust = known / (known + STEPS_UNTIL_HALF_TRUSTED);
        double deviation = Math.sqrt(trust * square + (1 - trust) * scale * scale);
        double[] quantiles = new double[QuantileCurve.gridSize()];
        for (int i = 0; i < quantiles.length; i++) {
            double level = QuantileCurve.gridLevel(i);
            quantiles[i] =
                    sorted.length >= ENOUGH ? Sample.quantile(sorted, level) : deviation * Normal.quantile(level);
        }
        return quantiles;
    }
}
