package io.millrace.forecasting;

import java.util.Arrays;

/// A distribution of demand, as its quantiles on a fixed grid of levels. Never negative, never falling in the level.
///
/// Between grid levels it is a straight line; below the first it is flat; above the last (0.999) it continues as an
/// exponential tail with the decay seen between 0.99 and 0.999. Immutable.
public final class QuantileCurve {
    private static final double[] LEVELS = {
        0.005, 0.025, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.75, 0.8, 0.85, 0.9, 0.925, 0.95, 0.97, 0.98, 0.99,
        0.995, 0.999
    };
    private static final int LAST = LEVELS.length - 1;
    private static final int TAIL_FROM = Arrays.binarySearch(LEVELS, 0.99);
    private static final double TAIL_DECADE = Math.log((1 - LEVELS[TAIL_FROM]) / (1 - LEVELS[LAST]));
    private static final QuantileCurve ZERO = new QuantileCurve(new double[LEVELS.length]);

    private final double[] values;

    private QuantileCurve(double[] values) {
        this.values = values;
    }

    /// A copy of the grid of levels.
    public static double[] levels() {
        return LEVELS.clone();
    }

    public static int gridSize() {
        return LEVELS.length;
    }

    public static double gridLevel(int index) {
        return LEVELS[index];
    }

    /// The distribution of what never happens.
    public static QuantileCurve zero() {
        return ZERO;
    }

    /// A curve through one value for each level; values below zero become zero, and a value below one of a lower level
    /// becomes that one.
    public static QuantileCurve of(double... values) {
        if (values.length != LEVELS.length) {
            throw new IllegalArgumentException(
                    "A curve needs " + LEVELS.length + " values, one for each level, not " + values.length);
        }
        double[] repaired = new double[LEVELS.length];
        double floor = 0;
        for (int i = 0; i < repaired.length; i++) {
            if (!Double.isFinite(values[i])) {
                throw new IllegalArgumentException("The quantile at " + LEVELS[i] + " is " + values[i]
                        + "; a method must answer with finite numbers");
            }
            floor = Math.max(floor, values[i]);
            repaired[i] = floor;
        }
        return new QuantileCurve(repaired);
    }

    public double quantile(double level) {
        if (!(level > 0 && level < 1)) {
            throw new IllegalArgumentException("A level lies between 0 and 1, not at " + level);
        }
        if (level <= LEVELS[0]) {
            return values[0];
        }
        if (level > LEVELS[LAST]) {
            return values[LAST] + tailScale() * Math.log((1 - LEVELS[LAST]) / (1 - level));
        }
        int at = Arrays.binarySearch(LEVELS, level);
        if (at >= 0) {
            return values[at];
        }
        int above = -at - 1;
        double share = (level - LEVELS[above - 1]) / (LEVELS[above] - LEVELS[above - 1]);
        return values[above - 1] + share * (values[above] - values[above - 1]);
    }

    /// The chance of at most a value: the highest level whose quantile does not exceed it.
    public double level(double value) {
        if (value < values[0]) {
            return 0;
        }
        if (value >= values[LAST]) {
            double scale = tailScale();
            return scale == 0 ? 1 : 1 - (1 - LEVELS[LAST]) * Math.exp(-(value - values[LAST]) / scale);
        }
        int above = 1;
        while (values[above] <= value) {
            above++;
        }
        double share = (value - values[above - 1]) / (values[above] - values[above - 1]);
        return LEVELS[above - 1] + share * (LEVELS[above] - LEVELS[above - 1]);
    }

    /// The mean of the curve itself.
    public double mean() {
        double sum = LEVELS[0] * values[0];
        for (int i = 1; i <= LAST; i++) {
            sum += (LEVELS[i] - LEVELS[i - 1]) * (values[i] + values[i - 1]) / 2;
        }
        return sum + (1 - LEVELS[LAST]) * (values[LAST] + tailScale());
    }

    public double variance() {
        return centralMoment(2);
    }

    /// The third central moment: positive where the long tail is above.
    public double thirdMoment() {
        return centralMoment(3);
    }

    /// What is expected to be asked for beyond a stock: E[(D − S)⁺].
    public double expectedShortage(double stock) {
        double sum = LEVELS[0] * Math.max(0, values[0] - stock);
        for (int i = 1; i <= LAST; i++) {
            sum += (LEVELS[i] - LEVELS[i - 1]) * meanExcess(values[i - 1], values[i], stock);
        }
        double over = stock - values[LAST];
        double scale = tailScale();
        double tail = over <= 0 ? scale - over : scale == 0 ? 0 : scale * Math.exp(-over / scale);
        return sum + (1 - LEVELS[LAST]) * tail;
    }

    /// The value at a level of the grid.
    public double gridValue(int index) {
        return values[index];
    }

    private double tailScale() {
        return (values[LAST] - values[TAIL_FROM]) / TAIL_DECADE;
    }

    /// The mean of (x − stock)⁺ for x uniform between two values.
    private static double meanExcess(double low, double high, double stock) {
        if (stock <= low) {
            return (low + high) / 2 - stock;
        }
        return stock >= high ? 0 : (high - stock) * (high - stock) / (2 * (high - low));
    }

    private double centralMoment(int order) {
        double mean = mean();
        double sum = LEVELS[0] * power(values[0] - mean, order);
        for (int i = 1; i <= LAST; i++) {
            sum += (LEVELS[i] - LEVELS[i - 1]) * uniformMoment(values[i - 1] - mean, values[i] - mean, order);
        }
        return sum + (1 - LEVELS[LAST]) * tailMoment(values[LAST] - mean, tailScale(), order);
    }

    /// E[x^order] for x uniform between two values, by Simpson's rule, which is exact up to the third power.
    private static double uniformMoment(double low, double high, int order) {
        return (power(low, order) + 4 * power((low + high) / 2, order) + power(high, order)) / 6;
    }

    private static double power(double value, int order) {
        return order == 2 ? value * value : value * value * value;
    }

    /// E[(start + scale · e)^order] for e exponential.
    private static double tailMoment(double start, double scale, int order) {
        double second = start * start + 2 * start * scale + 2 * scale * scale;
        return order == 2 ? second : start * start * start + 3 * scale * second;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof QuantileCurve curve && Arrays.equals(values, curve.values);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        return "median " + quantile(0.5) + ", 0.9 " + quantile(0.9) + ", 0.99 " + quantile(0.99);
    }
}
