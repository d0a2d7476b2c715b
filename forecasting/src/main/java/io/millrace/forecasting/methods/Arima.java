package io.millrace.forecasting.methods;

import io.millrace.forecasting.kernel.Sample;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/// Autoregressive integrated moving averages, their order found by the stepwise search of Hyndman and Khandakar (2008)
/// on AICc. Seasonal differences are taken where the season explains most of what is left of a trend, plain ones as
/// long as they make the series vary less.
final class Arima {
    private static final double STRONG_SEASON = 0.64;
    private static final double CLEARLY_LESS = 0.9;
    private static final int LONGEST_SEASON = 24;
    private static final int SEASONS_NEEDED = 3;
    private static final int FEWEST = 10;
    private static final int MEMORY = 400;
    private static final int MOST_MODELS = 30;
    private static final double MOST_ABOVE_HIGHEST = 3;

    private Arima() {}

    static double run(double[] units, int season, double[] path, double[] errors) {
        double[] filled = filled(units);
        double[] recent = Arrays.copyOfRange(filled, Math.max(0, filled.length - MEMORY), filled.length);
        if (recent.length < FEWEST || Sample.variance(recent, 0, recent.length) == 0) {
            return Smoothing.run(units, season, path, errors);
        }
        int usable = season > 1 && season <= LONGEST_SEASON && recent.length >= SEASONS_NEEDED * season ? season : 1;
        int seasonal = usable > 1 && seasonStrength(recent, usable) > STRONG_SEASON ? 1 : 0;
        double[] still = seasonal == 1 ? differenced(recent, usable) : recent;
        int plain = 0;
        while (plain + seasonal < 2 && movesLessWhenDifferenced(still)) {
            still = differenced(still, 1);
            plain++;
        }
        ArimaModel model = best(still, usable, plain + seasonal < 2);
        continued(model, recent, usable, seasonal, plain, path);
        int offset = units.length - model.errors().length;
        for (int step = 0; step < model.errors().length; step++) {
            errors[offset + step] = Double.isNaN(units[offset + step]) ? Double.NaN : model.errors()[step];
        }
        double highest = Arrays.stream(recent).max().orElse(0);
        Arrays.setAll(path, step -> Math.min(path[step], MOST_ABOVE_HIGHEST * highest));
        return persistence(model, plain, path.length);
    }

    private static ArimaModel best(double[] still, int season, boolean constant) {
        Set<ArimaOrder> tried = new HashSet<>();
        ArimaModel best = null;
        for (ArimaOrder order : ArimaOrder.first(season, constant)) {
            tried.add(order);
            ArimaModel model = ArimaModel.fitted(order, still);
            best = best == null || model.criterion() < best.criterion() ? model : best;
        }
        boolean better = true;
        while (better && tried.size() < MOST_MODELS) {
            better = false;
            for (ArimaOrder order : best.order().neighbours(constant)) {
                if (tried.add(order)) {
                    ArimaModel model = ArimaModel.fitted(order, still);
                    if (model.criterion() < best.criterion()) {
                        best = model;
                        better = true;
                    }
                }
            }
        }
        return best;
    }

    /// Undoes the differences, the last taken first.
    private static void continued(
            ArimaModel model, double[] units, int season, int seasonal, int plain, double[] path) {
        double[] once = seasonal == 1 ? differenced(units, season) : units;
        double[][] levels = new double[plain + 1][];
        levels[0] = once;
        for (int i = 1; i <= plain; i++) {
            levels[i] = differenced(levels[i - 1], 1);
        }
        double[] ahead = model.ahead(path.length);
        for (int i = plain - 1; i >= 0; i--) {
            double last = levels[i][levels[i].length - 1];
            for (int step = 0; step < ahead.length; step++) {
                last += ahead[step];
                ahead[step] = last;
            }
        }
        for (int step = 0; step < path.length; step++) {
            int back = units.length + step - season;
            double before = seasonal == 0 ? 0 : back < units.length ? units[back] : ahead[step - season];
            ahead[step] += before;
            path[step] = Math.max(0, ahead[step]);
        }
    }

    static double[] differenced(double[] values, int lag) {
        double[] differences = new double[values.length - lag];
        Arrays.setAll(differences, i -> values[i + lag] - values[i]);
        return differences;
    }

    private static boolean movesLessWhenDifferenced(double[] values) {
        if (values.length < FEWEST) {
            return false;
        }
        double[] differences = differenced(values, 1);
        return Sample.variance(differences, 0, differences.length)
                < CLEARLY_LESS * Sample.variance(values, 0, values.length);
    }

    /// One less the variance of what remains over that of remainder and season together (Wang, Smith and Hyndman,
    /// 2006).
    private static double seasonStrength(double[] units, int season) {
        double[] indices = new double[season];
        Seasonality.indices(units, season, false, indices);
        double[] remainder = new double[units.length - season + 1];
        double[] together = new double[remainder.length];
        for (int step = 0; step < remainder.length; step++) {
            int centre = step + season / 2;
            double level = Sample.mean(units, step, step + season);
            together[step] = units[centre] - level;
            remainder[step] = together[step] - indices[centre % season];
        }
        double all = Sample.variance(together, 0, together.length);
        return all == 0 ? 0 : 1 - Sample.variance(remainder, 0, remainder.length) / all;
    }

    /// Missing steps lie on the line between their neighbours.
    private static double[] filled(double[] units) {
        double[] filled = units.clone();
        int known = 0;
        for (int step = 1; step <= filled.length; step++) {
            if (step == filled.length || !Double.isNaN(filled[step])) {
                double end = step == filled.length ? filled[known] : filled[step];
                for (int gap = known + 1; gap < step; gap++) {
                    filled[gap] = filled[known] + (end - filled[known]) * (gap - known) / (step - known);
                }
                known = step;
            }
        }
        return filled;
    }

    /// The root mean square of what an error is carried on by, over the horizon.
    private static double persistence(ArimaModel model, int plain, int steps) {
        double[] own = model.own();
        double[] shocks = model.shocks();
        double[] weights = new double[Math.max(2, steps)];
        weights[0] = 1;
        double squares = 0;
        double carried = 1;
        for (int lag = 1; lag < weights.length; lag++) {
            weights[lag] = lag <= shocks.length ? shocks[lag - 1] : 0;
            for (int i = 1; i <= Math.min(lag, own.length); i++) {
                weights[lag] += own[i - 1] * weights[lag - i];
            }
            carried += weights[lag];
            double weight = plain > 0 ? carried : weights[lag];
            squares += weight * weight / (weights.length - 1);
        }
        return Math.min(1, Math.sqrt(squares));
    }
}
