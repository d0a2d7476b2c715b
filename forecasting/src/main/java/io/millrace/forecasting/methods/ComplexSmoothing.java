package io.millrace.forecasting.methods;

import io.millrace.forecasting.kernel.NelderMead;
import java.util.Arrays;

/// Complex exponential smoothing (Svetunkov, Kourentzes and Ord, 2022): a level and what is not yet known of it are
/// smoothed together, as the parts of a complex number. It goes over from a level to a trend by itself. A season is
/// divided out first.
final class ComplexSmoothing {
    private static final double LOW = 0.5;
    private static final double HIGH = 2.2;
    private static final int EVALUATIONS = 200;
    private static final int FEWEST = 8;
    private static final double MOST_ABOVE_HIGHEST = 3;

    private ComplexSmoothing() {}

    static double run(double[] units, int season, double[] path, double[] errors) {
        return Theta.seasonally(units, season, path, errors, ComplexSmoothing::continued);
    }

    private static double continued(double[] units, double[] path, double[] errors) {
        if (units.length < FEWEST) {
            return Smoothing.run(units, 1, path, errors);
        }
        double start = Smoothing.start(units);
        double[] point = {1.3, 1, start, start};
        double reach = 2 * Math.abs(start) + 1;
        double[] low = {LOW, LOW, -reach, -reach};
        double[] high = {HIGH, HIGH, 2 * reach, 2 * reach};
        new NelderMead(low, high, EVALUATIONS).minimise(at -> filter(units, at, errors, new double[0]), point);
        filter(units, point, errors, path);
        double highest =
                Arrays.stream(units).filter(value -> !Double.isNaN(value)).max().orElse(0);
        Arrays.setAll(path, step -> Math.clamp(path[step], 0, MOST_ABOVE_HIGHEST * highest));
        return Math.clamp(point[0] - 1, 0.0, 1.0);
    }

    /// One pass; parameters are the real and the imaginary part of the constant, and both first states. Fills the
    /// errors and continues into the path; answers with the sum of squared errors.
    static double filter(double[] units, double[] parameters, double[] errors, double[] path) {
        double real = parameters[0];
        double imaginary = parameters[1];
        double level = parameters[2];
        double potential = parameters[3];
        double squares = 0;
        for (int step = 0; step < units.length + path.length; step++) {
            double error = step < units.length ? units[step] - level : 0;
            if (step < units.length) {
                errors[step] = error;
                squares += Double.isNaN(error) ? 0 : error * error;
            } else {
                path[step - units.length] = level;
            }
            double seen = Double.isNaN(error) ? 0 : error;
            double next = level - (1 - imaginary) * potential + (real - imaginary) * seen;
            potential = level + (1 - real) * potential + (real + imaginary) * seen;
            level = next;
        }
        return Double.isFinite(squares) ? squares : Double.MAX_VALUE;
    }
}
