package io.millrace.forecasting.methods;

import io.millrace.forecasting.kernel.NelderMead;
import io.millrace.forecasting.methods.EtsModel.Season;
import io.millrace.forecasting.methods.EtsModel.Trend;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/// Tries exponential smoothing models and keeps the one with the least AICc, as `ets()` of R's forecast package does.
///
/// Smoothing constants, first level and first trend are estimated; the first season is that of the classical
/// decomposition, which is what the package starts its own search from.
final class AutoEts {
    private static final double EDGE = 1e-4;
    private static final double PHI_LOW = 0.8;
    private static final double PHI_HIGH = 0.98;
    private static final int LONGEST_SEASON = 24;
    private static final int ROUGH_EVALUATIONS = 60;
    private static final int FINALISTS = 4;
    private static final int EVALUATIONS = 120;
    private static final int FEWEST = 6;

    private AutoEts() {}

    static double run(double[] units, int season, double[] path, double[] errors) {
        return best(units, season, path, errors, true);
    }

    /// The models whose errors and seasons add.
    static double additive(double[] units, int season, double[] path, double[] errors) {
        return best(units, season, path, errors, false);
    }

    /// The mean of the best models, weighted by how likely each is the right one (Akaike weights, as Kolassa (2011)
    /// does). Trends fade: one that goes on for ever is seldom right for long.
    static double weighted(double[] units, int season, double[] path, double[] errors) {
        return weighted(units, season, path, errors, true);
    }

    /// The same of models whose errors and seasons add: all that logarithms need.
    static double weightedAdditive(double[] units, int season, double[] path, double[] errors) {
        return weighted(units, season, path, errors, false);
    }

    /// One model: a trend that fades.
    static double dampedTrend(double[] units, int season, double[] path, double[] errors) {
        return only(new EtsModel(false, Trend.DAMPED, Season.NONE), units, season, path, errors);
    }

    /// One model: a trend that fades, and a season that adds; without a season where too little is known of one.
    static double dampedTrendAndSeason(double[] units, int season, double[] path, double[] errors) {
        Season added = isSeasonKnown(units, season) ? Season.ADDITIVE : Season.NONE;
        return only(new EtsModel(false, Trend.DAMPED, added), units, season, path, errors);
    }

    private static double only(EtsModel model, double[] units, int season, double[] path, double[] errors) {
        if (units.length < FEWEST) {
            return Smoothing.run(units, season, path, errors);
        }
        double[] parameters = new double[EtsFilter.PARAMETERS];
        fit(model, units, season, errors, parameters);
        return forecast(model, units, season, parameters, path, errors);
    }

    private static boolean isSeasonKnown(double[] units, int season) {
        return season > 1 && season <= LONGEST_SEASON && units.length >= 2 * season + 5;
    }

    private static double best(double[] units, int season, double[] path, double[] errors, boolean multiplicative) {
        if (units.length < FEWEST) {
            return Smoothing.run(units, season, path, errors);
        }
        Tried best = finalists(units, season, errors, multiplicative, true).getFirst();
        return forecast(best.model, units, season, best.parameters, path, errors);
    }

    private static double weighted(double[] units, int season, double[] path, double[] errors, boolean multiplicative) {
        if (units.length < FEWEST) {
            return Smoothing.run(units, season, path, errors);
        }
        List<Tried> finalists = finalists(units, season, errors, multiplicative, false);
        double best = finalists.getFirst().criterion;
        double[] said = new double[path.length];
        double[] missed = new double[errors.length];
        Arrays.fill(path, 0);
        Arrays.fill(errors, 0);
        double persistence = 0;
        double sum = 0;
        for (Tried tried : finalists) {
            double weight = Math.exp((best - tried.criterion) / 2);
            sum += weight;
            persistence += weight * forecast(tried.model, units, season, tried.parameters, said, missed);
            Arrays.setAll(path, step -> path[step] + weight * said[step]);
            Arrays.setAll(errors, step -> errors[step] + weight * missed[step]);
        }
        double all = sum;
        Arrays.setAll(path, step -> path[step] / all);
        Arrays.setAll(errors, step -> errors[step] / all);
        return persistence / all;
    }

    /// The models of the least AICc, the best first.
    private static List<Tried> finalists(
            double[] units, int season, double[] errors, boolean multiplicative, boolean endless) {
        boolean positive = multiplicative && Arrays.stream(units).allMatch(value -> Double.isNaN(value) || value > 0);
        return EtsModel.candidates(positive, isSeasonKnown(units, season)).stream()
                .filter(model -> endless || model.trend() != Trend.ADDITIVE)
                .map(model -> Tried.roughly(model, units, season, errors))
                .sorted(Comparator.comparingDouble(Tried::criterion))
                .limit(FINALISTS)
                .map(rough -> rough.closely(units, season, errors))
                .sorted(Comparator.comparingDouble(Tried::criterion))
                .toList();
    }

    /// A model with its parameters as far as they were looked for.
    private static final class Tried {
        private final EtsModel model;
        private final double[] parameters;
        private final double criterion;

        Tried(EtsModel model, double[] parameters, double criterion) {
            this.model = model;
            this.parameters = parameters;
            this.criterion = criterion;
        }

        double criterion() {
            return criterion;
        }

        static Tried roughly(EtsModel model, double[] units, int season, double[] errors) {
            double[] parameters = new double[EtsFilter.PARAMETERS];
            start(model, units, parameters);
            return new Tried(model, parameters, improve(model, units, season, errors, parameters, ROUGH_EVALUATIONS));
        }

        Tried closely(double[] units, int season, double[] errors) {
            double[] improved = parameters.clone();
            return new Tried(model, improved, improve(model, units, season, errors, improved, EVALUATIONS));
        }
    }

    /// Estimates one model into `parameters` and answers with its AICc.
    static double fit(EtsModel model, double[] units, int season, double[] errors, double[] parameters) {
        start(model, units, parameters);
        return improve(model, units, season, errors, parameters, EVALUATIONS);
    }

    private static double improve(
            EtsModel model, double[] units, int season, double[] errors, double[] parameters, int evaluations) {
        EtsFilter filter = filter(model, units, season, errors);
        double[] low = {EDGE, EDGE, EDGE, PHI_LOW, 0, 0};
        double[] high = {1 - EDGE, 1 - EDGE, 1 - EDGE, PHI_HIGH, 0, 0};
        bound(model, units, low, high);
        int[] free = free(model);
        double[] freeLow = picked(low, free);
        double[] freeHigh = picked(high, free);
        double[] point = picked(parameters, free);
        double likelihood = new NelderMead(freeLow, freeHigh, evaluations)
                .minimise(
                        at -> {
                            put(at, free, parameters);
                            return filter.run(parameters);
                        },
                        point);
        put(point, free, parameters);
        int k = model.parameters(season);
        int n = filter.known();
        double correction = n > k + 1 ? 2.0 * k * (k + 1) / (n - k - 1) : Double.MAX_VALUE / 4;
        return likelihood + 2.0 * k + correction;
    }

    private static double forecast(
            EtsModel model, double[] units, int season, double[] parameters, double[] path, double[] errors) {
        EtsFilter filter = filter(model, units, season, errors);
        filter.run(parameters);
        for (int step = 0; step < path.length; step++) {
            path[step] = Math.max(0, filter.ahead(step + 1));
        }
        return parameters[0];
    }

    private static EtsFilter filter(EtsModel model, double[] units, int season, double[] errors) {
        if (model.season() == Season.NONE) {
            return new EtsFilter(model, units, 1, new double[1], errors);
        }
        double[] indices = new double[season];
        boolean multiplicative = model.season() == Season.MULTIPLICATIVE;
        Seasonality.indices(units, season, multiplicative, indices);
        if (multiplicative) {
            Arrays.setAll(indices, i -> Math.max(EDGE, indices[i]));
        }
        return new EtsFilter(model, units, season, indices, errors);
    }

    private static void start(EtsModel model, double[] units, double[] parameters) {
        double level = Smoothing.start(units);
        double slope = model.trend() == Trend.NONE ? 0 : earlySlope(units);
        double[] values = {
            0.2, 0.1, 0.1, 0.95, model.trend() == Trend.NONE ? level : Math.max(0, level - 5 * slope), slope
        };
        System.arraycopy(values, 0, parameters, 0, values.length);
    }

    /// How far the first level and trend may be from zero.
    private static void bound(EtsModel model, double[] units, double[] low, double[] high) {
        double level = Smoothing.start(units);
        double reach = level + Math.sqrt(Smoothing.squares(units, 0, level) / units.length);
        low[4] = model.multiplicativeError() ? EDGE * reach : -reach;
        high[4] = 2 * reach;
        low[5] = -reach;
        high[5] = reach;
    }

    private static double earlySlope(double[] units) {
        return Theta.slope(Arrays.copyOf(units, Math.min(units.length, 10)));
    }

    /// Which parameters the model has.
    private static int[] free(EtsModel model) {
        boolean trend = model.trend() != Trend.NONE;
        boolean season = model.season() != Season.NONE;
        boolean damped = model.trend() == Trend.DAMPED;
        boolean[] used = {true, trend, season, damped, true, trend};
        int[] free = new int[EtsFilter.PARAMETERS];
        int count = 0;
        for (int i = 0; i < used.length; i++) {
            if (used[i]) {
                free[count++] = i;
            }
        }
        return Arrays.copyOf(free, count);
    }

    private static double[] picked(double[] values, int[] indices) {
        return Arrays.stream(indices).mapToDouble(i -> values[i]).toArray();
    }

    private static void put(double[] values, int[] indices, double[] into) {
        for (int i = 0; i < indices.length; i++) {
            into[indices[i]] = values[i];
        }
    }
}
