package io.millrace.forecasting.methods;

import java.util.Arrays;

/// Two seasons at once, as in MSTL (Bandara, Hyndman and Bergmeir, 2021): that of the week and that of the year are
/// taken off in turn, each from what the other left, until they settle; what remains is smoothed exponentially. The
/// year's is itself smoothed over a fortnight, since a day of it was seen but a few times.
final class DoubleSeason {
    private static final int WEEK = 7;
    private static final int YEAR = 364;
    private static final int NEARBY = 7;
    private static final int ROUNDS = 3;

    private DoubleSeason() {}

    static double run(double[] units, int season, double[] path, double[] errors) {
        boolean yearly = season == WEEK && units.length >= 2 * YEAR;
        if (season < 2 || units.length < 2 * season) {
            return AutoEts.run(units, 1, path, errors);
        }
        double[] ofSeason = new double[season];
        double[] ofYear = new double[YEAR];
        for (int round = 0; round < (yearly ? ROUNDS : 1); round++) {
            Seasonality.indices(without(units, ofYear), season, false, ofSeason);
            if (yearly) {
                Seasonality.indices(without(units, ofSeason), YEAR, false, ofYear);
                smooth(ofYear);
            }
        }
        double[] remainder = without(without(units, ofSeason), ofYear);
        double persistence = AutoEts.additive(remainder, 1, path, errors);
        for (int step = 0; step < path.length; step++) {
            int at = units.length + step;
            path[step] = Math.max(0, path[step] + ofSeason[at % season] + ofYear[at % YEAR]);
        }
        return persistence;
    }

    private static double[] without(double[] units, double[] indices) {
        double[] left = units.clone();
        Arrays.setAll(left, step -> units[step] - indices[step % indices.length]);
        return left;
    }

    private static void smooth(double[] circle) {
        double[] smoothed = new double[circle.length];
        for (int i = 0; i < circle.length; i++) {
            for (int offset = -NEARBY; offset <= NEARBY; offset++) {
                smoothed[i] += circle[Math.floorMod(i + offset, circle.length)] / (2 * NEARBY + 1);
            }
        }
        System.arraycopy(smoothed, 0, circle, 0, circle.length);
    }
}
