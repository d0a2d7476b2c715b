package io.millrace.forecasting;

import io.millrace.forecasting.kernel.PearsonThree;
import java.util.List;

/// Sums of steps that know nothing of each other: variances and third moments add up, and a Pearson III distribution
/// has them. What a method says that has nothing better; calibrated sums are wider, for days are not independent.
public final class IndependentSums implements SumModel {
    @Override
    public QuantileCurve sum(double mean, List<QuantileCurve> steps, int first) {
        Moments moments = Moments.of(steps);
        double[] values = new double[QuantileCurve.gridSize()];
        for (int i = 0; i < values.length; i++) {
            values[i] =
                    mean + moments.deviation() * PearsonThree.quantile(QuantileCurve.gridLevel(i), moments.skewness());
        }
        return QuantileCurve.of(values);
    }

    /// How far a sum of independent steps strays from its mean, and how much more so upwards.
    public record Moments(double deviation, double skewness) {
        public static Moments of(List<QuantileCurve> steps) {
            double variance = 0;
            double third = 0;
            for (QuantileCurve step : steps) {
                variance += step.variance();
                third += step.thirdMoment();
            }
            double deviation = Math.sqrt(variance);
            return new Moments(deviation, deviation > 0 ? third / (variance * deviation) : 0);
        }
    }
}
