package io.millrace.forecasting.kernel;

import java.util.Arrays;

/// Summaries of samples. A `NaN` in a sample is a value nobody knows, and counts for nothing.
public final class Sample {
    private Sample() {}

    /// The known values in ascending order.
    public static double[] sorted(double[] values) {
        double[] known = new double[values.length];
        int count = 0;
        for (double value : values) {
            if (!Double.isNaN(value)) {
                known[count++] = value;
            }
        }
        double[] sorted = Arrays.copyOf(known, count);
        Arrays.sort(sorted);
        return sorted;
    }

    /// The quantile of a sorted sample: its smallest value that at least this share of it does not exceed.
    public static double stepQuantile(double[] sorted, int from, int to, double level) {
        int rank = (int) Math.ceil(level * (to - from) - 1e-9) - 1;
        return sorted[from + Math.clamp(rank, 0, to - from - 1)];
    }

    /// The quantile of a sorted sample, on straight lines between its values (type 7 of Hyndman and Fan, 1996).
    public static double quantile(double[] sorted, double level) {
        double at = level * (sorted.length - 1);
        int below = (int) at;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
    }

    /// The mean of the known values, or zero if there are none.
    public static double mean(double[] values, int from, int to) {
        double sum = 0;
        int count = 0;
        for (int i = from; i < to; i++) {
            if (!Double.isNaN(values[i])) {
                sum += values[i];
                count++;
            }
        }
        return count == 0 ? 0 : sum / count;
    }

    /// The variance of the known values around their mean, or zero if there are fewer than two.
    public static double variance(double[] values, int from, int to) {
        double mean = mean(values, from, to);
        double sum = 0;
        int count = 0;
        for (int i = from; i < to; i++) {
            if (!Double.isNaN(values[i])) {
                sum += (values[i] - mean) * (values[i] - mean);
                count++;
            }
        }
        return count < 2 ? 0 : sum / (count - 1);
    }
}
