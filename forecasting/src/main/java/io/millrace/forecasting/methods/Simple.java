package io.millrace.forecasting.methods;

import java.util.Arrays;

/// The kernels that every other has to beat.
final class Simple {
    private Simple() {}

    /// Tomorrow is like today.
    static double naive(double[] units, int season, double[] path, double[] errors) {
        double last = units[0];
        for (int step = 1; step < units.length; step++) {
            errors[step] = units[step] - last;
            last = Double.isNaN(units[step]) ? last : units[step];
        }
        Arrays.fill(path, last);
        return 1;
    }

    /// The line from the first value to the last goes on.
    static double drift(double[] units, int season, double[] path, double[] errors) {
        naive(units, season, path, errors);
        double slope = units.length > 1 ? (lastKnown(units, units.length - 1) - units[0]) / (units.length - 1) : 0;
        for (int step = 0; step < path.length; step++) {
            path[step] += slope * (step + 1);
        }
        for (int step = 1; step < units.length; step++) {
            errors[step] -= slope;
        }
        return 1;
    }

    /// This week is like last week; a missing step is taken from the season before.
    static double seasonalNaive(double[] units, int season, double[] path, double[] errors) {
        for (int step = season; step < units.length; step++) {
            errors[step] = units[step] - lastSeason(units, step, season);
        }
        for (int step = 0; step < path.length; step++) {
            path[step] = lastSeason(units, units.length + step, season);
        }
        return 1.0 / season;
    }

    private static double lastSeason(double[] units, int step, int season) {
        int at = step;
        do {
            at -= season;
        } while (at >= 0 && (at >= units.length || Double.isNaN(units[at])));
        return at >= 0 ? units[at] : lastKnown(units, Math.min(step, units.length) - 1);
    }

    private static double lastKnown(double[] units, int step) {
        int at = step;
        while (at > 0 && Double.isNaN(units[at])) {
            at--;
        }
        return units[at];
    }

    /// The share of known steps with a sale.
    static double chance(double[] units) {
        int known = 0;
        int sold = 0;
        for (double value : units) {
            known += Double.isNaN(value) ? 0 : 1;
            sold += value > 0 ? 1 : 0;
        }
        return (double) sold / known;
    }

    /// Tomorrow is like the last weeks on average.
    static double windowMean(double[] units, double[] path, double[] errors, int window) {
        double sum = 0;
        int known = 0;
        for (int step = 0; step < units.length; step++) {
            if (known > 0) {
                errors[step] = units[step] - sum / known;
            }
            if (!Double.isNaN(units[step])) {
                sum += units[step];
                known++;
            }
            int leaving = step - window;
            if (leaving >= 0 && !Double.isNaN(units[leaving]) && known > 1) {
                sum -= units[leaving];
                known--;
            }
        }
        Arrays.fill(path, Math.max(0, sum / known));
        return 1.0 / window;
    }
}
