package io.millrace.forecasting.kernel;

/// The grain of a series: the largest amount that all its sales are multiples of, such as one piece or a pack of six.
public final class Grain {
    private static final double LARGEST_EXACT = 1e15;

    private Grain() {}

    /// The grain, or zero where sales are not whole numbers, so that there is none to be seen.
    public static double of(double[] units) {
        long divisor = 0;
        for (double value : units) {
            if (Double.isNaN(value) || value == 0) {
                continue;
            }
            if (value != Math.rint(value) || value > LARGEST_EXACT) {
                return 0;
            }
            divisor = greatestCommonDivisor((long) value, divisor);
        }
        return divisor;
    }

    /// The nearest multiple of the grain, since nothing between two of them can be sold.
    public static double rounded(double value, double grain) {
        return grain > 0 ? Math.rint(value / grain) * grain : value;
    }

    private static long greatestCommonDivisor(long left, long right) {
        long a = left;
        long b = right;
        while (b != 0) {
            long rest = a % b;
            a = b;
            b = rest;
        }
        return a;
    }
}
