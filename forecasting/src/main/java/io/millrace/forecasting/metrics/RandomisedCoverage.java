package io.millrace.forecasting.metrics;

import io.millrace.forecasting.Forecast;
import io.millrace.forecasting.QuantileCurve;
import java.util.List;
import java.util.SplittableRandom;

/// How often whole units stay below a level, each unit's own chance being split at random: of a calibrated forecast,
/// exactly the level, which plain coverage of whole units cannot reach.
public final class RandomisedCoverage {
    private static final double HALF_UNIT = 0.5;

    private RandomisedCoverage() {}

    /// The share of steps whose randomised level is at most the one given.
    public static double share(List<double[]> actuals, List<Forecast> forecasts, double level, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double inside = 0;
        double known = 0;
        for (int i = 0; i < actuals.size(); i++) {
            for (int step = 1; step <= actuals.get(i).length; step++) {
                double value = actuals.get(i)[step - 1];
                if (!Double.isNaN(value)) {
                    QuantileCurve curve = forecasts.get(i).marginal(step);
                    double below = value == 0 ? 0 : curve.level(value - HALF_UNIT);
                    double upTo = curve.level(value + HALF_UNIT);
                    inside += below + random.nextDouble() * (upTo - below) <= level ? 1 : 0;
                    known++;
                }
            }
        }
        return inside / known;
    }
}
