package io.millrace.forecasting.auto;

import io.millrace.forecasting.IndependentSums;
import io.millrace.forecasting.QuantileCurve;
import io.millrace.forecasting.SumModel;
import io.millrace.forecasting.kernel.Sample;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Sums whose spread is what sums of forecasts were really off by: for spans of several lengths, the errors of sums in
/// the panel's past, ÷ the deviation that independent steps would have. Series whose sums are steady and series whose
/// sums are lumpy are learned from apart.
final class CalibratedSums implements SumModel {
    private static final int[] LENGTHS = {2, 3, 4, 6, 7, 10, 14, 21, 28, 42, 56, 91};
    private static final double[] LUMPINESS = {0.35, 0.7};
    private static final int FEWEST = 100;
    private static final IndependentSums INDEPENDENT = new IndependentSums();

    private final List<Learned> learned;

    private CalibratedSums(List<Learned> learned) {
        this.learned = learned;
    }

    /// The quantiles of scaled errors of sums of one length, by class of lumpiness; an empty array where too few.
    private record Learned(int length, List<double[]> byClass) {}

    /// Collects what sums were off by.
    static final class Learning {
        private final List<List<List<Double>>> errors = new ArrayList<>();

        Learning() {
            for (int i = 0; i < LENGTHS.length; i++) {
                List<List<Double>> classes = new ArrayList<>();
                for (int c = 0; c <= LUMPINESS.length; c++) {
                    classes.add(new ArrayList<>());
                }
                errors.add(classes);
            }
        }

        /// One forecast over a whole horizon, and what came.
        void add(double[] means, List<QuantileCurve> curves, double[] actuals) {
            for (int i = 0; i < LENGTHS.length; i++) {
                for (int from = 0; from + LENGTHS[i] <= means.length; from += LENGTHS[i]) {
                    addSpan(i, from, means, curves, actuals);
                }
            }
        }

        private void addSpan(int index, int from, double[] means, List<QuantileCurve> curves, double[] actuals) {
            double mean = 0;
            double actual = 0;
            for (int step = from; step < from + LENGTHS[index]; step++) {
                mean += means[step];
                actual += actuals[step];
            }
            double deviation = deviation(curves.subList(from, from + LENGTHS[index]));
            if (deviation > 0) {
                errors.get(index).get(lumpiness(mean, deviation)).add((actual - mean) / deviation);
            }
        }

        CalibratedSums learned() {
            List<Learned> learned = new ArrayList<>();
            for (int i = 0; i < LENGTHS.length; i++) {
                List<double[]> byClass =
                        errors.get(i).stream().map(Learning::quantiles).toList();
                if (byClass.stream().anyMatch(quantiles -> quantiles.length > 0)) {
                    learned.add(new Learned(LENGTHS[i], byClass));
                }
            }
            return new CalibratedSums(learned);
        }

        private static double[] quantiles(List<Double> errors) {
            if (errors.size() < FEWEST) {
                return new double[0];
            }
            double[] sorted =
                    errors.stream().mapToDouble(Double::doubleValue).sorted().toArray();
            double[] quantiles = new double[QuantileCurve.gridSize()];
            Arrays.setAll(quantiles, i -> Sample.quantile(sorted, QuantileCurve.gridLevel(i)));
            return quantiles;
        }
    }

    @Override
    public QuantileCurve sum(double mean, List<QuantileCurve> steps, int first) {
        double deviation = deviation(steps);
        int lumpiness = lumpiness(mean, deviation);
        Learned below = null;
        for (Learned candidate : learned) {
            if (candidate.byClass().get(lumpiness).length == 0) {
                continue;
            }
            if (candidate.length() >= steps.size()) {
                return scaled(mean, deviation, steps.size(), below == null ? candidate : below, candidate, lumpiness);
            }
            below = candidate;
        }
        return below == null
                ? INDEPENDENT.sum(mean, steps, first)
                : scaled(mean, deviation, steps.size(), below, below, lumpiness);
    }

    private static QuantileCurve scaled(
            double mean, double deviation, int length, Learned below, Learned above, int lumpiness) {
        double distance = Math.log((double) above.length() / below.length());
        double share = distance == 0 ? 0 : Math.clamp(Math.log((double) length / below.length()) / distance, 0.0, 1.0);
        double[] low = below.byClass().get(lumpiness);
        double[] high = above.byClass().get(lumpiness);
        double[] values = new double[low.length];
        Arrays.setAll(values, i -> mean + deviation * (low[i] + share * (high[i] - low[i])));
        return QuantileCurve.of(values);
    }

    private static double deviation(List<QuantileCurve> steps) {
        double variance = 0;
        for (QuantileCurve step : steps) {
            variance += step.variance();
        }
        return Math.sqrt(variance);
    }

    private static int lumpiness(double mean, double deviation) {
        int index = 0;
        while (index < LUMPINESS.length && deviation > LUMPINESS[index] * mean) {
            index++;
        }
        return index;
    }
}
