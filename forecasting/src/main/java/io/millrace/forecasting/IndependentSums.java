package io.millrace.forecasting;

import io.millrace.forecasting.kernel.PearsonThree;
import java.util.List;

/// Sums of steps that know nothing of each other: variances and third moments add up, and a Pearson III distribution
/// has them. What a method says that has nothing better; calibrated sums are wider, for days are not independent.
public final class IndependentSums implements SumModel {
    @Override
    public QuantileCurve sum(double mean, List<QuantileCurve> steps, int first) {
        double variance = 0;
        double third = 0;
        for (QuantileCurve step : steps) {
            variance += step.variance();
            third += step.thirdMoment();
        }
        double deviation = Math.sqrt(variance);
        double skewness = deviation > 0 ? third / (variance * deviation) : 0;
        double[] values = new double[QuantileCurve.gridSize()];
        for (int i = 0; i < values.length; i++) {
            values[i] = mean + deviation * PearsonThree.quantile(QuantileCurve.gridLevel(i), skewness);
        }
        return QuantileCurve.of(values);
    }
}
