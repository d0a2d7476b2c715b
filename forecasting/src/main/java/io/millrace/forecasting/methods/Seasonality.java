package io.millrace.forecasting.methods;

import java.util.Arrays;

/// The classical decomposition: what the season adds to, or multiplies, the level by.
final class Seasonality {
    /// The 90 % point of the normal distribution, two-sided: the test that the theta method of Assimakopoulos and
    /// Nikolopoulos (2000) is used with.
    private static final double SIGNIFICANT = 1.645;

    private static final int SEASONS_NEEDED = 2;

    private Seasonality() {}

    /// Whether units one season apart are alike beyond chance.
    static boolean isPresent(double[] units, int season) {
        if (season < 2 || units.length < SEASONS_NEEDED * season + 1) {
            return false;
        }
        double squares = 0;
        for (int lag = 1; lag < season; lag++) {
            double correlation = autocorrelation(units, lag);
            squares += correlation * correlation;
        }
        double limit = SIGNIFICANT * Math.sqrt((1 + 2 * squares) / units.length);
        return Math.abs(autocorrelation(units, season)) > limit;
    }

    static double autocorrelation(double[] units, int lag) {
        double mean = mean(units);
        double square = 0;
        double product = 0;
        for (int step = 0; step < units.length; step++) {
            double difference = units[step] - mean;
            if (Double.isNaN(difference)) {
                continue;
            }
            square += difference * difference;
            double other = step >= lag ? units[step - lag] - mean : Double.NaN;
            product += Double.isNaN(other) ? 0 : difference * other;
        }
        return square > 0 ? product / square : 0;
    }

    private static double mean(double[] units) {
        double sum = 0;
        int known = 0;
        for (double value : units) {
            if (!Double.isNaN(value)) {
                sum += value;
                known++;
            }
        }
        return known == 0 ? 0 : sum / known;
    }

    /// Fills `indices` with one index for each step of the season, the first for the first step of the series:
    /// factors of mean one, or terms of mean zero.
    static void indices(double[] units, int season, boolean multiplicative, double[] indices) {
        double[] count = new double[season];
        Arrays.fill(indices, 0);
        for (int step = season / 2; step < units.length - season / 2; step++) {
            double level = centredMean(units, step, season);
            double index = multiplicative ? units[step] / level : units[step] - level;
            if (Double.isFinite(index)) {
                indices[step % season] += index;
                count[step % season]++;
            }
        }
        double neutral = multiplicative ? 1 : 0;
        double mean = 0;
        for (int i = 0; i < season; i++) {
            indices[i] = count[i] == 0 ? neutral : indices[i] / count[i];
            mean += indices[i] / season;
        }
        for (int i = 0; i < season; i++) {
            indices[i] = multiplicative ? indices[i] / mean : indices[i] - mean;
        }
    }

    /// The mean over one season around a step; for an even season its two ends count half.
    private static double centredMean(double[] units, int step, int season) {
        int half = season / 2;
        double sum = 0;
        double weights = 0;
        for (int offset = -half; offset <= half; offset++) {
            double weight = season % 2 == 0 && Math.abs(offset) == half ? 0.5 : 1;
            double value = step + offset < units.length ? units[step + offset] : Double.NaN;
            if (!Double.isNaN(value)) {
                sum += weight * value;
                weights += weight;
            }
        }
        return weights == 0 ? Double.NaN : sum / weights;
    }
}
