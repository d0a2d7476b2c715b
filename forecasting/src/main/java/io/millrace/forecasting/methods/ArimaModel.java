package io.millrace.forecasting.methods;

import io.millrace.forecasting.kernel.NelderMead;
import java.util.Arrays;

/// One seasonal ARMA model of a series that was differenced until it stands still, estimated by conditional least
/// squares. Its coefficients are searched as partial autocorrelations, so that every model tried is stationary and
/// invertible (Monahan, 1984).
final class ArimaModel {
    private static final double EDGE = 0.97;
    private static final int EVALUATIONS_PER_PARAMETER = 60;

    private final ArimaOrder order;
    private final double[] series;
    private final double mean;
    private final double[] errors;
    private final double[] own;
    private final double[] shocks;
    private double criterion;

    private ArimaModel(ArimaOrder order, double[] series, double mean) {
        this.order = order;
        this.series = series;
        this.mean = mean;
        this.errors = new double[series.length];
        this.own = new double[order.p() + order.season() * order.seasonalP()];
        this.shocks = new double[order.q() + order.season() * order.seasonalQ()];
    }

    /// The best model of an order for a differenced series.
    static ArimaModel fitted(ArimaOrder order, double[] series) {
        double mean = order.constant() ? Arrays.stream(series).average().orElse(0) : 0;
        ArimaModel model = new ArimaModel(order, series, mean);
        int count = order.coefficients();
        double[] point = new double[count];
        double[] low = new double[count];
        double[] high = new double[count];
        Arrays.fill(point, 0.1);
        Arrays.fill(low, -EDGE);
        Arrays.fill(high, EDGE);
        if (count > 0) {
            new NelderMead(low, high, EVALUATIONS_PER_PARAMETER * count).minimise(model::squares, point);
        }
        double squares = Math.max(model.squares(point), Double.MIN_NORMAL);
        double n = series.length;
        double k = count + 1.0 + (order.constant() ? 1 : 0);
        model.criterion =
                n - k - 1 > 0 ? n * Math.log(squares / n) + 2 * k + 2 * k * (k + 1) / (n - k - 1) : Double.MAX_VALUE;
        return model;
    }

    /// Akaike's criterion, corrected for short series; comparable among models of the same differences.
    double criterion() {
        return criterion;
    }

    ArimaOrder order() {
        return order;
    }

    /// The errors of the differenced series, one step ahead.
    double[] errors() {
        return errors;
    }

    /// The coefficients of the series' own past, seasons multiplied out; the first is that of the last step.
    double[] own() {
        return own.clone();
    }

    /// The coefficients of past errors.
    double[] shocks() {
        return shocks.clone();
    }

    private double squares(double[] partials) {
        int p = order.p();
        int q = order.q();
        double[] ar = coefficients(Arrays.copyOfRange(partials, 0, p));
        double[] ma = coefficients(Arrays.copyOfRange(partials, p, p + q));
        int from = p + q;
        double[] seasonalAr = coefficients(Arrays.copyOfRange(partials, from, from + order.seasonalP()));
        double[] seasonalMa = coefficients(Arrays.copyOfRange(partials, from + order.seasonalP(), partials.length));
        multiply(ar, seasonalAr, order.season(), own);
        multiply(ma, seasonalMa, order.season(), shocks);
        // An invertible polynomial of errors has the signs of a stationary one turned.
        Arrays.setAll(shocks, i -> -shocks[i]);
        double sum = 0;
        for (int step = 0; step < series.length; step++) {
            errors[step] = series[step] - expected(series, errors, step);
            sum += errors[step] * errors[step];
        }
        return sum;
    }

    private double expected(double[] values, double[] missed, int step) {
        double expected = mean;
        for (int lag = 1; lag <= Math.min(own.length, step); lag++) {
            expected += own[lag - 1] * (values[step - lag] - mean);
        }
        for (int lag = 1; lag <= Math.min(shocks.length, step); lag++) {
            expected += shocks[lag - 1] * missed[step - lag];
        }
        return expected;
    }

    /// The differenced series continued.
    double[] ahead(int steps) {
        double[] values = Arrays.copyOf(series, series.length + steps);
        double[] missed = Arrays.copyOf(errors, series.length + steps);
        for (int step = series.length; step < values.length; step++) {
            values[step] = expected(values, missed, step);
        }
        return Arrays.copyOfRange(values, series.length, values.length);
    }

    /// Coefficients of a stationary polynomial from its partial autocorrelations, by the recursion of Durbin and
    /// Levinson.
    static double[] coefficients(double[] partials) {
        double[] coefficients = new double[partials.length];
        double[] before = new double[partials.length];
        for (int k = 0; k < partials.length; k++) {
            System.arraycopy(coefficients, 0, before, 0, k);
            coefficients[k] = partials[k];
            for (int i = 0; i < k; i++) {
                coefficients[i] = before[i] - partials[k] * before[k - 1 - i];
            }
        }
        return coefficients;
    }

    /// One less the product of (1 − Σ aᵢBⁱ) and (1 − Σ sⱼBʲᵐ).
    private static void multiply(double[] plain, double[] seasonal, int season, double[] into) {
        Arrays.fill(into, 0);
        System.arraycopy(plain, 0, into, 0, plain.length);
        for (int j = 0; j < seasonal.length; j++) {
            into[(j + 1) * season - 1] += seasonal[j];
            for (int i = 0; i < plain.length; i++) {
                into[(j + 1) * season + i] -= plain[i] * seasonal[j];
            }
        }
    }
}
