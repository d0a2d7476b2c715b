package io.millrace.forecasting.metrics;

import io.millrace.forecasting.DemandSeries;
import io.millrace.forecasting.Forecast;

/// How one forecast of one series turned out. Steps nobody knows the demand of count for nothing.
public final class SeriesScore {
    private static final double[] LEVELS = {0.5, 0.9, 0.95, 0.99};

    private final Scale scale;
    private final int steps;
    private final double squaredError;
    private final double error;
    private final double actual;
    private final double symmetricError;
    private final double[] pinball;
    private final int[] below;
    private final int[] atMost;

    private SeriesScore(Scale scale, double[] actuals, Forecast forecast) {
        double squares = 0;
        double errors = 0;
        double sum = 0;
        double symmetric = 0;
        int known = 0;
        this.scale = scale;
        this.pinball = new double[LEVELS.length];
        this.below = new int[LEVELS.length];
        this.atMost = new int[LEVELS.length];
        for (int step = 1; step <= actuals.length; step++) {
            double value = actuals[step - 1];
            if (Double.isNaN(value)) {
                continue;
            }
            double difference = forecast.mean(step) - value;
            double total = Math.abs(forecast.mean(step)) + Math.abs(value);
            known++;
            squares += difference * difference;
            errors += difference;
            sum += value;
            symmetric += total == 0 ? 0 : 200 * Math.abs(difference) / total;
            addQuantiles(value, forecast, step);
        }
        this.steps = known;
        this.squaredError = squares;
        this.error = errors;
        this.actual = sum;
        this.symmetricError = symmetric;
    }

    /// Scores a forecast made from a history against what then came.
    public static SeriesScore of(DemandSeries history, double[] actuals, Forecast forecast) {
        if (actuals.length > forecast.steps()) {
            throw new IllegalArgumentException("There are " + actuals.length + " actual steps but only "
                    + forecast.steps() + " were forecast; forecast as many");
        }
        return new SeriesScore(Scale.of(history), actuals, forecast);
    }

    /// The levels at which quantiles are scored.
    public static double[] levels() {
        return LEVELS.clone();
    }

    private void addQuantiles(double value, Forecast forecast, int step) {
        for (int i = 0; i < LEVELS.length; i++) {
            double quantile = forecast.quantile(step, LEVELS[i]);
            pinball[i] += Pinball.loss(value, quantile, LEVELS[i]);
            below[i] += value < quantile ? 1 : 0;
            atMost[i] += value <= quantile ? 1 : 0;
        }
    }

    Scale scale() {
        return scale;
    }

    int steps() {
        return steps;
    }

    /// Whether it can be compared with other series.
    boolean isComparable() {
        return steps > 0 && !scale.isZero();
    }

    double scaledSquare() {
        return squaredError / steps / scale.meanSquare();
    }

    double scaledPinball(int level) {
        return pinball[level] / steps / scale.meanAbsolute();
    }

    double error() {
        return error;
    }

    double actual() {
        return actual;
    }

    double symmetricError() {
        return symmetricError / steps;
    }

    int below(int level) {
        return below[level];
    }

    int atMost(int level) {
        return atMost[level];
    }
}
