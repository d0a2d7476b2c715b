package io.millrace.replenishment.reference;

/// The standard normal distribution to the precision of a double, tails included.
public final class StandardNormal {
    private static final double ROOT_TWO_PI = Math.sqrt(2 * Math.PI);
    private static final double SERIES_UP_TO = 2.5;
    private static final int FRACTION_TERMS = 50;
    private static final int POLISHES = 60;

    private StandardNormal() {}

    public static double density(double z) {
        return Math.exp(-z * z / 2) / ROOT_TWO_PI;
    }

    public static double below(double z) {
        return above(-z);
    }

    /// P(Z > z), with full relative precision in the upper tail.
    public static double above(double z) {
        if (Math.abs(z) <= SERIES_UP_TO) {
            return 0.5 - density(z) * series(z);
        }
        return z > 0 ? tail(z) : 1 - tail(-z);
    }

    /// z + z³/3 + z⁵/15 + …, after Marsaglia.
    private static double series(double z) {
        double term = z;
        double sum = z;
        for (int odd = 3; Math.abs(term) > Math.abs(sum) * 1e-18; odd += 2) {
            term *= z * z / odd;
            sum += term;
        }
        return sum;
    }

    /// Laplace's continued fraction.
    private static double tail(double z) {
        double fraction = z;
        for (int term = FRACTION_TERMS; term > 0; term--) {
            fraction = z + term / fraction;
        }
        return density(z) / fraction;
    }

    /// The z that is exceeded with this probability.
    public static double exceededWith(double probability) {
        if (!(probability > 0 && probability < 1)) {
            throw new IllegalArgumentException("A probability lies between 0 and 1, not at " + probability);
        }
        if (probability > 0.5) {
            return -exceededWithSmall(1 - probability);
        }
        return exceededWithSmall(probability);
    }

    /// Newton's steps on the logarithm of the tail, which is concave, so that they can't run away.
    private static double exceededWithSmall(double probability) {
        double wanted = Math.log(probability);
        double z = probability > 0.1 ? 0 : Math.sqrt(-2 * wanted) - 0.5;
        for (int polish = 0; polish < POLISHES; polish++) {
            double above = above(z);
            double step = (Math.log(above) - wanted) * above / density(z);
            z += step;
            if (Math.abs(step) < 1e-15 * Math.max(1, Math.abs(z))) {
                return z;
            }
        }
        return z;
    }

    /// E[(Z − z)⁺].
    public static double loss(double z) {
        return z > 6 ? farLoss(z) : density(z) - z * above(z);
    }

    /// Without the cancellation of nearly equal numbers.
    private static double farLoss(double z) {
        double square = z * z;
        return density(z) / square * (1 - 3 / square + 15 / (square * square) - 105 / (square * square * square));
    }

    /// The integral of the loss from z on.
    public static double secondLoss(double z) {
        return ((z * z + 1) * above(z) - z * density(z)) / 2;
    }
}
