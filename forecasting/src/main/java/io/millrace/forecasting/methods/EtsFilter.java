package io.millrace.forecasting.methods;

import io.millrace.forecasting.methods.EtsModel.Season;
import io.millrace.forecasting.methods.EtsModel.Trend;

/// Runs one exponential smoothing model over a series. Parameters are, in this order: alpha, beta ÷ alpha,
/// gamma ÷ (1 − alpha), phi, the first level, the first trend. Allocates when made, never when run.
final class EtsFilter {
    static final int PARAMETERS = 6;
    private static final double REFUSED = 1e100;
    private static final double HUGE = 1e100;

    private final EtsModel model;
    private final double[] units;
    private final int season;
    private final double[] firstSeason;
    private final double[] seasonal;
    private final double[] errors;
    private double level;
    private double trend;
    private double phi;
    private int known;

    /// `firstSeason` is the season's index at each of its steps, and `errors` is where each run writes its errors.
    EtsFilter(EtsModel model, double[] units, int season, double[] firstSeason, double[] errors) {
        this.model = model;
        this.units = units;
        this.season = season;
        this.firstSeason = firstSeason;
        this.seasonal = new double[season];
        this.errors = errors;
    }

    /// Twice the negative log-likelihood of Hyndman et al. (2002), but for a constant.
    double run(double[] parameters) {
        double alpha = parameters[0];
        double beta = model.trend() == Trend.NONE ? 0 : parameters[1] * alpha;
        double gamma = model.season() == Season.NONE ? 0 : parameters[2] * (1 - alpha);
        phi = model.trend() == Trend.DAMPED ? parameters[3] : 1;
        level = parameters[4];
        trend = model.trend() == Trend.NONE ? 0 : parameters[5];
        System.arraycopy(firstSeason, 0, seasonal, 0, season);
        double squares = 0;
        double logs = 0;
        double product = 1;
        known = 0;
        int at = 0;
        for (int step = 0; step < units.length; step++) {
            double base = level + phi * trend;
            double expected = fitted(base, seasonal[at]);
            double error = units[step] - expected;
            errors[step] = error;
            if (Double.isNaN(error)) {
                level = base;
                trend *= phi;
            } else {
                if (model.multiplicativeError()) {
                    if (expected <= 0) {
                        return REFUSED;
                    }
                    product *= expected;
                    if (product > HUGE || product < 1 / HUGE) {
                        logs += Math.log(product);
                        product = 1;
                    }
                }
                double relative = model.multiplicativeError() ? error / expected : error;
                squares += relative * relative;
                known++;
                update(base, error, alpha, beta, gamma, at);
            }
            at = at + 1 == season ? 0 : at + 1;
        }
        return known * Math.log(Math.max(squares, 1e-12)) + 2 * (logs + Math.log(product));
    }

    /// What the model expects of the step that is `ahead` steps after the last, counted from one.
    double ahead(int ahead) {
        double damped = phi == 1 ? ahead : phi * (1 - Math.pow(phi, ahead)) / (1 - phi);
        return fitted(level + damped * trend, seasonal[(units.length + ahead - 1) % season]);
    }

    int known() {
        return known;
    }

    private double fitted(double base, double index) {
        return switch (model.season()) {
            case NONE -> base;
            case ADDITIVE -> base + index;
            case MULTIPLICATIVE -> base * index;
        };
    }

    private void update(double base, double error, double alpha, double beta, double gamma, int at) {
        boolean multiplied = model.season() == Season.MULTIPLICATIVE;
        double levelError = multiplied ? error / seasonal[at] : error;
        if (model.season() != Season.NONE) {
            seasonal[at] += gamma * (multiplied ? error / base : error);
        }
        level = base + alpha * levelError;
        trend = phi * trend + beta * levelError;
    }
}
