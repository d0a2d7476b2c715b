package io.millrace.forecasting.workbench;

import io.millrace.forecasting.DemandSeries;
import io.millrace.forecasting.Forecast;
import io.millrace.forecasting.metrics.Scale;
import java.util.Arrays;

/// How far the errors of a step ahead were off, over all series.
public final class StepErrors {
    private final double[] squares;
    private final int[] counts;

    StepErrors(int steps) {
        squares = new double[steps];
        counts = new int[steps];
    }

    void add(DemandSeries history, double[] actuals, Forecast forecast) {
        Scale scale = Scale.of(history);
        if (scale.isZero()) {
            return;
        }
        for (int step = 0; step < squares.length; step++) {
            double error = forecast.mean(step + 1) - actuals[step];
            if (!Double.isNaN(error)) {
                squares[step] += error * error / scale.meanSquare();
                counts[step]++;
            }
        }
    }

    /// The pooled RMSSE of each step ahead.
    public double[] pooledRmsse() {
        double[] errors = new double[squares.length];
        Arrays.setAll(errors, step -> Math.sqrt(squares[step] / Math.max(1, counts[step])));
        return errors;
    }
}
