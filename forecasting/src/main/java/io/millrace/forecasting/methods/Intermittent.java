package io.millrace.forecasting.methods;

import java.util.Arrays;

/// Kernels for demand that comes now and then: how much at a time, and how often, are smoothed apart.
final class Intermittent {
    /// The constant of Croston (1972), and of most who followed.
    static final double ALPHA = 0.1;

    private static final double[] ALPHAS = {0.05, 0.1, 0.2, 0.3};
    private static final double[] BETAS = {0.02, 0.05, 0.1, 0.2};

    private Intermittent() {}

    /// Croston (1972): mean size over mean interval. The first size and interval are where smoothing starts; a series
    /// that begins with a sale tells no interval by it.
    static double croston(double[] units, double[] path, double[] errors, double factor) {
        double size = Double.NaN;
        double interval = Double.NaN;
        int waited = 1;
        for (int step = 0; step < units.length; step++) {
            double rate = factor * size / interval;
            errors[step] = units[step] - rate;
            if (units[step] > 0) {
                size = Double.isNaN(size) ? units[step] : size + ALPHA * (units[step] - size);
                if (step > 0) {
                    interval = Double.isNaN(interval) ? waited : interval + ALPHA * (waited - interval);
                }
                waited = 1;
            } else if (!Double.isNaN(units[step])) {
                waited++;
            }
        }
        Arrays.fill(path, factor * size / (Double.isNaN(interval) ? waited : interval));
        return ALPHA;
    }

    /// Syntetos and Boylan (2005): Croston, less its known bias.
    static double syntetosBoylan(double[] units, int season, double[] path, double[] errors) {
        return croston(units, path, errors, 1 - ALPHA / 2);
    }

    /// Teunter, Syntetos and Babai (2011): the chance of a sale is smoothed at every step, so that demand that has
    /// ended is noticed. Constants are those that would have missed the past by least.
    static double teunter(double[] units, int season, double[] path, double[] errors) {
        double[] constants = bestConstants(units, errors);
        Arrays.fill(path, teunter(units, constants[0], constants[1], errors));
        return constants[1];
    }

    /// The constants for size and chance that would have missed a past by least; `errors` is written over.
    static double[] bestConstants(double[] units, double[] errors) {
        double least = Double.MAX_VALUE;
        double bestAlpha = ALPHA;
        double bestBeta = ALPHA;
        for (double alpha : ALPHAS) {
            for (double beta : BETAS) {
                teunter(units, alpha, beta, errors);
                double squares = 0;
                for (double error : errors) {
                    squares += Double.isNaN(error) ? 0 : error * error;
                }
                if (squares < least) {
                    least = squares;
                    bestAlpha = alpha;
                    bestBeta = beta;
                }
            }
        }
        return new double[] {bestAlpha, bestBeta};
    }

    /// One pass with given constants; answers with the rate after the last step.
    static double teunter(double[] units, double alpha, double beta, double[] errors) {
        double size = units[0];
        double chance = Simple.chance(units);
        for (int step = 0; step < units.length; step++) {
            errors[step] = units[step] - chance * size;
            if (units[step] > 0) {
                size += alpha * (units[step] - size);
                chance += beta * (1 - chance);
            } else if (!Double.isNaN(units[step])) {
                chance -= beta * chance;
            }
        }
        return chance * size;
    }
}
