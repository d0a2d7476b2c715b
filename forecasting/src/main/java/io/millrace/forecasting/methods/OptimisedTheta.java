package io.millrace.forecasting.methods;

import io.millrace.forecasting.kernel.NelderMead;

/// The dynamic optimised theta model (Fiorucci et al., 2016): how much of the trend is kept is estimated together with
/// the smoothing, and the straight line is drawn anew at every step, through what was known then.
final class OptimisedTheta {
    private static final double HIGHEST_THETA = 8.2;
    private static final double LOWEST_ALPHA = 0.05;
    private static final double HIGHEST_ALPHA = 0.99;
    private static final int EVALUATIONS = 150;
    private static final int FEWEST = 6;

    private OptimisedTheta() {}

    static double run(double[] units, int season, double[] path, double[] errors) {
        return Theta.seasonally(units, season, path, errors, OptimisedTheta::continued);
    }

    private static double continued(double[] units, double[] path, double[] errors) {
        Filter filter = new Filter(units, errors);
        double start = Smoothing.start(units);
        double[] low = {LOWEST_ALPHA, 1, 0};
        double[] high = {HIGHEST_ALPHA, HIGHEST_THETA, 3 * start + 1};
        double[] point = {0.5, 2, Math.min(start, high[2])};
        if (units.length >= FEWEST) {
            new NelderMead(low, high, EVALUATIONS).minimise(filter::run, point);
        }
        filter.run(point);
        filter.continueInto(path, point);
        return point[0];
    }

    /// One pass over a series; parameters are the smoothing constant, theta, and the first level.
    private static final class Filter {
        private final double[] units;
        private final double[] errors;
        private double level;
        private double mean;
        private double slope;
        private double intercept;
        private int known;

        Filter(double[] units, double[] errors) {
            this.units = units;
            this.errors = errors;
        }

        double run(double[] parameters) {
            double alpha = parameters[0];
            level = parameters[2];
            mean = 0;
            slope = 0;
            intercept = 0;
            known = 0;
            double fading = 1;
            double squares = 0;
            for (int step = 0; step < units.length; step++) {
                double error = units[step] - expected(level, fading, parameters);
                errors[step] = error;
                if (Double.isNaN(error)) {
                    continue;
                }
                // The first steps tell nothing of a slope.
                squares += step < 3 ? 0 : error * error;
                level += alpha * (units[step] - level);
                learnLine(units[step]);
                fading *= 1 - alpha;
            }
            return squares;
        }

        private double expected(double from, double fading, double[] parameters) {
            double share = 1 - 1 / parameters[1];
            return from + share * (fading * intercept + (1 - fading * (1 - parameters[0])) / parameters[0] * slope);
        }

        /// The straight line through all known steps, one more of them.
        private void learnLine(double value) {
            known++;
            double before = mean;
            mean += (value - before) / known;
            slope = known < 2 ? 0 : ((known - 2) * slope + 6 * (value - before) / known) / (known + 1);
            intercept = mean - slope * (known + 1) / 2;
        }

        /// Each step ahead is taken as it was expected to be, as Fiorucci et al. do.
        void continueInto(double[] path, double[] parameters) {
            double fading = Math.pow(1 - parameters[0], known);
            for (int step = 0; step < path.length; step++) {
                path[step] = expected(level, fading, parameters);
                level += parameters[0] * (path[step] - level);
                learnLine(path[step]);
                fading *= 1 - parameters[0];
            }
        }
    }
}
