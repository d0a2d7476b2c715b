package io.millrace.forecasting.kernel;

/// A gamma distribution, shifted and scaled to mean zero and variance one, told by its skewness.
public final class PearsonThree {
    private static final double STRAIGHT = 1e-6;
    private static final double MOST_SKEWED = 8;

    private PearsonThree() {}

    /// The quantile at a level by the formula of Wilson and Hilferty (1931), with Kirby's bound of -2/skewness below.
    public static double quantile(double level, double skewness) {
        return value(Normal.quantile(level), skewness);
    }

    /// The value that lies where a standard normal variable would have the score given.
    public static double value(double score, double skewness) {
        double g = Math.clamp(skewness, -MOST_SKEWED, MOST_SKEWED);
        if (Math.abs(g) < STRAIGHT) {
            return score;
        }
        double root = 1 + g * score / 6 - g * g / 36;
        double x = 2 / g * (root * root * root - 1);
        return g > 0 ? Math.max(x, -2 / g) : Math.min(x, -2 / g);
    }

    /// The inverse of [#value]: the score a standard normal variable would have where this one has a value.
    public static double score(double value, double skewness) {
        double g = Math.clamp(skewness, -MOST_SKEWED, MOST_SKEWED);
        if (Math.abs(g) < STRAIGHT) {
            return value;
        }
        return (Math.cbrt(1 + g * value / 2) - 1 + g * g / 36) * 6 / g;
    }
}
