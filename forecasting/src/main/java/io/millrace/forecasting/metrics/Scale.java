package io.millrace.forecasting.metrics;

import io.millrace.forecasting.DemandSeries;

/// What errors of a series are divided by, so that series can be compared: how far its units move from one step to the
/// next, from the first sale on, in the history a forecast was made from.
///
/// @param meanSquare the mean squared difference of neighbouring steps
/// @param meanAbsolute the mean absolute difference of neighbouring steps
public record Scale(double meanSquare, double meanAbsolute) {
    /// A history that never moved has a scale of zero, and cannot be compared.
    public boolean isZero() {
        return !(meanSquare > 0);
    }

    public static Scale of(DemandSeries history) {
        return of(history.units());
    }

    public static Scale of(double[] units) {
        int first = 0;
        while (first < units.length && !(units[first] > 0)) {
            first++;
        }
        double squares = 0;
        double absolutes = 0;
        int count = 0;
        for (int step = first + 1; step < units.length; step++) {
            double difference = units[step] - units[step - 1];
            if (!Double.isNaN(difference)) {
                squares += difference * difference;
                absolutes += Math.abs(difference);
                count++;
            }
        }
        return count == 0 ? new Scale(0, 0) : new Scale(squares / count, absolutes / count);
    }
}
