package io.millrace.forecasting.evaluation;

import io.millrace.forecasting.methods.RunningState;
import java.util.Arrays;
import java.util.SplittableRandom;

/// What it costs to go on by one step: microseconds for each observation of demand, over many series in turn.
final class IncrementalCost {
    private static final int SERIES = 10_000;
    private static final int HISTORY = 60;
    private static final int DAYS = 200;
    private static final double NANOS_PER_MICRO = 1e3;

    private IncrementalCost() {}

    /// The mean over smoothing, Teunter's method and the window mean; the first half of the days warms up.
    static double micros(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        RunningState[] states = new RunningState[SERIES];
        for (int series = 0; series < SERIES; series++) {
            double[] history = random.doubles(HISTORY, 0, 5).map(Math::floor).toArray();
            history[0] = 1;
            states[series] = switch (series % 3) {
                case 0 -> RunningState.smoothing(history);
                case 1 -> RunningState.teunter(history);
                default -> RunningState.windowMean(history, 28);
            };
        }
        long started = 0;
        for (int day = 0; day < DAYS; day++) {
            started = day == DAYS / 2 ? System.nanoTime() : started;
            double units = day % 4;
            Arrays.setAll(states, series -> states[series].advanced(units));
        }
        return (System.nanoTime() - started) / NANOS_PER_MICRO / SERIES / (DAYS - DAYS / 2);
    }
}
