package io.millrace.forecasting.methods;

import java.util.Arrays;

/// Simple exponential smoothing, with the constant that would have missed the past by least.
final class Smoothing {
    private static final double LOWEST = 0.005;
    private static final double HIGHEST = 0.995;
    private static final double GOLDEN = (Math.sqrt(5) - 1) / 2;
    private static final int ROUNDS = 18;
    private static final double[] COARSE = {0.02, 0.05, 0.1, 0.2, 0.3, 0.5, 0.7, 0.9};
    private static final int WARM_UP = 10;

    private Smoothing() {}

    static double run(double[] units, int season, double[] path, double[] errors) {
        double alpha = best(units);
        double level = start(units);
        for (int step = 0; step < units.length; step++) {
            double error = units[step] - level;
            errors[step] = error;
            level += Double.isNaN(error) ? 0 : alpha * error;
        }
        Arrays.fill(path, level);
        return alpha;
    }

    /// Smooths with a given constant and start, and answers with the last level.
    static double level(double[] units, double alpha, double start) {
        double level = start;
        for (double value : units) {
            level += Double.isNaN(value) ? 0 : alpha * (value - level);
        }
        return level;
    }

    static double start(double[] units) {
        double sum = 0;
        int known = 0;
        for (int step = 0; step < units.length && known < WARM_UP; step++) {
            if (!Double.isNaN(units[step])) {
                sum += units[step];
                known++;
            }
        }
        return sum / known;
    }

    /// The constant of least squared error: the best of a coarse grid, refined by golden section.
    static double best(double[] units) {
        double start = start(units);
        int best = 0;
        double least = Double.MAX_VALUE;
        for (int i = 0; i < COARSE.length; i++) {
            double squares = squares(units, COARSE[i], start);
            if (squares < least) {
                least = squares;
                best = i;
            }
        }
        double low = best == 0 ? LOWEST : COARSE[best - 1];
        double high = best == COARSE.length - 1 ? HIGHEST : COARSE[best + 1];
        return refined(units, start, low, high);
    }

    private static double refined(double[] units, double start, double from, double to) {
        double low = from;
        double high = to;
        double left = high - GOLDEN * (high - low);
        double right = low + GOLDEN * (high - low);
        double atLeft = squares(units, left, start);
        double atRight = squares(units, right, start);
        for (int round = 0; round < ROUNDS; round++) {
            if (atLeft <= atRight) {
                high = right;
                right = left;
                atRight = atLeft;
                left = high - GOLDEN * (high - low);
                atLeft = squares(units, left, start);
            } else {
                low = left;
                left = right;
                atLeft = atRight;
                right = low + GOLDEN * (high - low);
                atRight = squares(units, right, start);
            }
        }
        return (low + high) / 2;
    }

    static double squares(double[] units, double alpha, double start) {
        double level = start;
        double sum = 0;
        for (double value : units) {
            double error = value - level;
            if (!Double.isNaN(error)) {
                sum += error * error;
                level += alpha * error;
            }
        }
        return sum;
    }
}
