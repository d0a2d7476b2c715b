package io.millrace.forecasting.methods;

/// How many pieces are asked for in a step: with a chance none at all, otherwise a negative-binomial number, told by
/// its mean and its size (a Poisson number where the size is infinite).
record CountDistribution(double none, double rate, double size) {
    private static final int ROUNDS = 50;
    private static final double SMALLEST_SIZE = 0.02;
    private static final double LARGEST_SIZE = 1e6;
    private static final int MOST = 1_000_000;

    /// Fits the known counts: by their mean and variance, and where zeros may be inflated, by the share of them too.
    static CountDistribution of(double[] counts, boolean zeroInflated) {
        double known = 0;
        double sum = 0;
        double squares = 0;
        double zeros = 0;
        for (double count : counts) {
            if (!Double.isNaN(count)) {
                known++;
                sum += count;
                squares += count * count;
                zeros += count == 0 ? 1 : 0;
            }
        }
        if (sum == 0) {
            return new CountDistribution(0, 0, LARGEST_SIZE);
        }
        double mean = sum / known;
        double variance = squares / known - mean * mean;
        CountDistribution plain = new CountDistribution(0, mean, size(mean, variance));
        return zeroInflated && zeros / known > plain.chance(0) ? inflated(mean, squares / known, zeros / known) : plain;
    }

    /// The inflation that gives the zeros seen, the mean and the second moment being those seen, by bisection.
    private static CountDistribution inflated(double mean, double secondMoment, double zeros) {
        double low = 0;
        double high = zeros;
        for (int round = 0; round < ROUNDS; round++) {
            double none = (low + high) / 2;
            CountDistribution tried = withNone(mean, secondMoment, none);
            if (tried.chance(0) < zeros) {
                low = none;
            } else {
                high = none;
            }
        }
        return withNone(mean, secondMoment, (low + high) / 2);
    }

    private static CountDistribution withNone(double mean, double secondMoment, double none) {
        double rate = mean / (1 - none);
        return new CountDistribution(none, rate, size(rate, secondMoment / (1 - none) - rate * rate));
    }

    private static double size(double mean, double variance) {
        double over = variance - mean;
        return over <= mean * mean / LARGEST_SIZE ? LARGEST_SIZE : Math.max(SMALLEST_SIZE, mean * mean / over);
    }

    /// The same shape around another mean.
    CountDistribution withMean(double mean) {
        return new CountDistribution(none, mean / (1 - none), size);
    }

    double mean() {
        return (1 - none) * rate;
    }

    /// The chance of a count.
    double chance(int count) {
        double chance = Math.exp(-size * Math.log1p(rate / size));
        for (int k = 0; k < count; k++) {
            chance *= next(k);
        }
        return (1 - none) * chance + (count == 0 ? none : 0);
    }

    private double next(int count) {
        return (count + size) / (count + 1) * (rate / (rate + size));
    }

    /// The smallest count that at least this share does not exceed.
    double quantile(double level) {
        double chance = Math.exp(-size * Math.log1p(rate / size));
        double below = none + (1 - none) * chance;
        int count = 0;
        while (below < level && count < MOST) {
            chance *= next(count);
            count++;
            below += (1 - none) * chance;
        }
        return count;
    }
}
