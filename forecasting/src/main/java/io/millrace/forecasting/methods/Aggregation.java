package io.millrace.forecasting.methods;

import java.util.Arrays;

/// Kernels that look at demand in coarser buckets, where it is less intermittent, and share the answer out.
final class Aggregation {
    private Aggregation() {}

    /// ADIDA (Nikolopoulos et al., 2011): buckets as long as the mean interval between sales, smoothed.
    static double adida(double[] units, int season, double[] path, double[] errors) {
        int bucket = bucket(units);
        Arrays.fill(path, rate(units, bucket));
        return residuals(units, path[0], bucket, errors);
    }

    /// IMAPA (Petropoulos and Kourentzes, 2015): the mean over all bucket lengths up to the mean interval.
    static double imapa(double[] units, int season, double[] path, double[] errors) {
        int longest = bucket(units);
        double sum = 0;
        for (int bucket = 1; bucket <= longest; bucket++) {
            sum += rate(units, bucket);
        }
        Arrays.fill(path, sum / longest);
        return residuals(units, path[0], longest, errors);
    }

    /// The mean number of steps between sales, rounded; a quarter of the history at most.
    private static int bucket(double[] units) {
        int interval = (int) Math.round(1 / Simple.chance(units));
        return Math.clamp(interval, 1, Math.max(1, units.length / 4));
    }

    /// The rate for each step from buckets that end with the last step; older steps that fill no bucket are left out.
    private static double rate(double[] units, int bucket) {
        int buckets = units.length / bucket;
        double[] sums = new double[buckets];
        int offset = units.length - buckets * bucket;
        for (int i = 0; i < buckets; i++) {
            sums[i] = bucketMean(units, offset + i * bucket, bucket);
        }
        if (Arrays.stream(sums).allMatch(Double::isNaN)) {
            return Arrays.stream(units)
                    .filter(value -> !Double.isNaN(value))
                    .average()
                    .orElse(0);
        }
        return Smoothing.level(sums, Smoothing.best(sums), Smoothing.start(sums));
    }

    private static double bucketMean(double[] units, int from, int bucket) {
        double sum = 0;
        int known = 0;
        for (int step = from; step < from + bucket; step++) {
            if (!Double.isNaN(units[step])) {
                sum += units[step];
                known++;
            }
        }
        return known == 0 ? Double.NaN : sum / known;
    }

    /// Errors of a slowly smoothed level, since the buckets say nothing of single steps.
    private static double residuals(double[] units, double rate, int bucket, double[] errors) {
        double alpha = Intermittent.ALPHA / bucket;
        double level = rate;
        for (int step = units.length - 1; step >= 0; step--) {
            errors[step] = units[step] - level;
            level += Double.isNaN(errors[step]) ? 0 : alpha * errors[step];
        }
        return alpha;
    }
}
