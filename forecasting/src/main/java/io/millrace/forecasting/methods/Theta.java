package io.millrace.forecasting.methods;

import java.util.Arrays;

/// The theta method (Assimakopoulos and Nikolopoulos, 2000): half the long trend, and a level that is smoothed.
///
/// As Hyndman and Billah (2003) showed, that is simple smoothing with a drift of half the slope of a straight line
/// through all of the past. A season that is beyond chance is divided out first.
final class Theta {
    private static final double SMALLEST_INDEX = 0.05;

    private Theta() {}

    /// A method for what is left when the season is divided out.
    @FunctionalInterface
    interface Deseasonalised {
        double run(double[] units, double[] path, double[] errors);
    }

    static double run(double[] units, int season, double[] path, double[] errors) {
        return seasonally(units, season, path, errors, Theta::continued);
    }

    static double seasonally(double[] units, int season, double[] path, double[] errors, Deseasonalised method) {
        boolean seasonal = Seasonality.isPresent(units, season);
        double[] indices = new double[season];
        Arrays.fill(indices, 1);
        if (seasonal) {
            Seasonality.indices(units, season, true, indices);
            for (int i = 0; i < season; i++) {
                indices[i] = Math.max(SMALLEST_INDEX, indices[i]);
            }
        }
        double[] adjusted = new double[units.length];
        for (int step = 0; step < units.length; step++) {
            adjusted[step] = units[step] / indices[step % season];
        }
        double alpha = method.run(adjusted, path, errors);
        for (int step = 0; step < units.length; step++) {
            errors[step] *= indices[step % season];
        }
        for (int step = 0; step < path.length; step++) {
            path[step] = Math.max(0, path[step]) * indices[(units.length + step) % season];
        }
        return alpha;
    }

    /// Smoothing with drift, without a season.
    private static double continued(double[] units, double[] path, double[] errors) {
        double alpha = Smoothing.run(units, 1, path, errors);
        double drift = slope(units) / 2;
        double past = (1 - Math.pow(1 - alpha, units.length)) / alpha;
        for (int step = 0; step < path.length; step++) {
            path[step] += drift * (step + past);
        }
        return alpha;
    }

    /// The slope of the straight line of least squares through the known values.
    static double slope(double[] units) {
        double count = 0;
        double times = 0;
        double sum = 0;
        for (int step = 0; step < units.length; step++) {
            if (!Double.isNaN(units[step])) {
                count++;
                times += step;
                sum += units[step];
            }
        }
        double square = 0;
        double product = 0;
        for (int step = 0; step < units.length; step++) {
            if (!Double.isNaN(units[step])) {
                double time = step - times / count;
                square += time * time;
                product += time * (units[step] - sum / count);
            }
        }
        return square > 0 ? product / square : 0;
    }
}
