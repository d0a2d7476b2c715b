package io.millrace.forecasting.auto;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// How much of the past there was to learn from, counted in moments that could have gone either way.
///
/// What moves many series at the same time looks like a rule to whoever sees but one such time, and other series of
/// that time bear it out. Where errors come and go from step to step, a horizon holds many such times; where they grow
/// with each step, as those of series with trends do, all of a horizon is one.
record Evidence(double times) {
    private static final double NEEDED = 2;
    private static final double LEAST_ERROR = 0.3;
    /// Without a limit, a few wild series would speak for all.
    private static final double MOST_ERROR = 3;

    /// By the errors of the combination over the horizons that were taken whole, and the span they lie in.
    static Evidence of(List<Table.Sampled> samples, Combination combination, int steps) {
        List<double[]> errors = new ArrayList<>();
        int latest = Integer.MAX_VALUE;
        int earliest = 0;
        for (Table.Sampled sample : samples) {
            latest = Math.min(latest, sample.back());
            earliest = Math.max(earliest, sample.back());
            if (sample.steps().size() == steps) {
                double[] ofSample = new double[steps];
                Arrays.setAll(ofSample, i -> {
                    double missed = sample.targets().get(i) - combination.path(sample.said(), i + 1);
                    double expected = Math.max(LEAST_ERROR, sample.said().error(i + 1));
                    return Math.clamp(missed / expected, -MOST_ERROR, MOST_ERROR);
                });
                errors.add(ofSample);
            }
        }
        return of(errors, (double) (steps + Math.max(0, earliest - latest)) / steps);
    }

    /// By errors over whole horizons, each in the scale of its series, and how many horizons they span.
    static Evidence of(List<double[]> errors, double horizons) {
        double ofSteps = 0;
        double ofSums = 0;
        for (double[] horizon : errors) {
            double sum = 0;
            for (double error : horizon) {
                sum += error;
                ofSteps += horizon.length * error * error;
            }
            ofSums += sum * sum;
        }
        return new Evidence(ofSums > 0 ? horizons * ofSteps / ofSums : Double.MAX_VALUE);
    }

    /// How far what was learned may be followed: the share that chance does not explain, nothing for two times or
    /// fewer.
    double share() {
        return Math.max(0, 1 - NEEDED / times);
    }
}
