package io.millrace.forecasting.methods;

import java.util.Arrays;

/// Runs a method on the logarithms of a series, where growth and season are steady shares rather than amounts. A series
/// that has steps without a sale is taken as it is.
final class Logged {
    /// Keeps logarithms above zero, where methods expect demand.
    private static final double SHIFT = 10;

    private static final double MOST_ABOVE_HIGHEST = 3;

    private Logged() {}

    static PathKernel of(PathKernel kernel) {
        return (units, season, path, errors) -> run(kernel, units, season, path, errors);
    }

    private static double run(PathKernel kernel, double[] units, int season, double[] path, double[] errors) {
        double highest =
                Arrays.stream(units).filter(value -> !Double.isNaN(value)).max().orElse(0);
        double lowest = highest * Math.exp(-SHIFT / 2);
        if (Arrays.stream(units).anyMatch(value -> value <= lowest)) {
            return kernel.run(units, season, path, errors);
        }
        double[] logs = Arrays.stream(units)
                .map(value -> Math.log(value / highest) + SHIFT)
                .toArray();
        double persistence = kernel.run(logs, season, path, errors);
        for (int step = 0; step < units.length; step++) {
            double expected = Math.exp(logs[step] - errors[step] - SHIFT) * highest;
            errors[step] = units[step] - expected;
        }
        for (int step = 0; step < path.length; step++) {
            path[step] = highest * Math.min(MOST_ABOVE_HIGHEST, Math.exp(path[step] - SHIFT));
        }
        return persistence;
    }
}
