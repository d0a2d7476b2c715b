package io.millrace.forecasting.auto;

import io.millrace.forecasting.IndependentSums;
import io.millrace.forecasting.IndependentSums.Moments;
import io.millrace.forecasting.QuantileCurve;
import io.millrace.forecasting.SumModel;
import io.millrace.forecasting.kernel.Normal;
import io.millrace.forecasting.kernel.PearsonThree;
import io.millrace.forecasting.kernel.Sample;
import io.millrace.forecasting.metrics.Pinball;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Sums whose spread is what sums of forecasts were really off by: for spans of several lengths, where the sums of the
/// panel's past came to lie among those that independent steps would have, as scores of a normal variable, so that each
/// series keeps its skewness. Series whose sums are steady and series whose sums are lumpy are learned from apart. What
/// is learned is followed as far as it would have helped in windows of the past that it was not learned from.
final class CalibratedSums implements SumModel {
    private static final int[] LENGTHS = {2, 3, 4, 6, 7, 10, 14, 21, 28, 42, 56, 91};
    private static final double[] LUMPINESS = {0.35, 0.7};
    private static final int FEWEST = 100;
    private static final double[] JUDGED = {0.9, 0.95, 0.99};
    private static final int SHARES = 4;
    private static final int NONE = -1;
    private static final IndependentSums INDEPENDENT = new IndependentSums();

    private final List<Learned> learned;

    private CalibratedSums(List<Learned> learned) {
        this.learned = learned;
    }

    /// The quantiles of scores of sums of one length, by class of lumpiness; an empty array where too few.
    private record Learned(int length, List<double[]> byClass) {}

    /// What sums of one length and class scored, by the window of the past they lie in.
    private record Scores(int length, int lumpiness, Map<Integer, List<Double>> byWindow) {
        /// The sorted scores of all windows but one.
        double[] without(int window) {
            return byWindow.entrySet().stream()
                    .filter(entry -> entry.getKey() != window)
                    .flatMap(entry -> entry.getValue().stream())
                    .mapToDouble(Double::doubleValue)
                    .sorted()
                    .toArray();
        }
    }

    /// Collects what sums were off by.
    static final class Learning {
        private final List<Scores> scores = new ArrayList<>();

        Learning() {
            for (int length : LENGTHS) {
                for (int lumpiness = 0; lumpiness <= LUMPINESS.length; lumpiness++) {
                    scores.add(new Scores(length, lumpiness, new TreeMap<>()));
                }
            }
        }

        /// One forecast over a whole horizon, what came, and which window of the past that was.
        void add(int window, double[] means, List<QuantileCurve> curves, double[] actuals) {
            for (int i = 0; i < LENGTHS.length; i++) {
                for (int from = 0; from + LENGTHS[i] <= means.length; from += LENGTHS[i]) {
                    addSpan(window, i, from, means, curves, actuals);
                }
            }
        }

        private void addSpan(
                int window, int index, int from, double[] means, List<QuantileCurve> curves, double[] actuals) {
            double mean = 0;
            double actual = 0;
            for (int step = from; step < from + LENGTHS[index]; step++) {
                mean += means[step];
                actual += actuals[step];
            }
            Moments apart = Moments.of(curves.subList(from, from + LENGTHS[index]));
            if (apart.deviation() > 0) {
                double score = PearsonThree.score((actual - mean) / apart.deviation(), apart.skewness());
                scores.get(index * (1 + LUMPINESS.length) + lumpiness(mean, apart.deviation()))
                        .byWindow()
                        .computeIfAbsent(window, _ -> new ArrayList<>())
                        .add(score);
            }
        }

        CalibratedSums learned() {
            double share = share();
            List<Learned> learned = new ArrayList<>();
            for (int i = 0; i < LENGTHS.length; i++) {
                int first = i * (1 + LUMPINESS.length);
                List<double[]> byClass = scores.subList(first, first + 1 + LUMPINESS.length).stream()
                        .map(ofClass -> quantiles(ofClass.without(NONE), share))
                        .toList();
                if (byClass.stream().anyMatch(quantiles -> quantiles.length > 0)) {
                    learned.add(new Learned(LENGTHS[i], byClass));
                }
            }
            return new CalibratedSums(learned);
        }

        /// How far what other windows teach would have served each window best; all of it where there is but one.
        private double share() {
            double[] losses = new double[SHARES + 1];
            for (Scores ofClass : scores) {
                ofClass.byWindow().forEach((window, left) -> {
                    double[] others = ofClass.without(window);
                    if (others.length >= FEWEST && left.size() >= FEWEST) {
                        addLosses(losses, others, left);
                    }
                });
            }
            int best = SHARES;
            for (int share = SHARES; share >= 0; share--) {
                best = losses[share] < losses[best] ? share : best;
            }
            return (double) best / SHARES;
        }

        /// The losses of each share over those of independent steps, a level and a class counting like any other.
        private static void addLosses(double[] losses, double[] others, List<Double> left) {
            for (double level : JUDGED) {
                double apart = Normal.quantile(level);
                double learned = Sample.quantile(others, level);
                double[] loss = new double[SHARES + 1];
                for (int share = 0; share <= SHARES; share++) {
                    double quantile = apart + (learned - apart) * share / SHARES;
                    for (double score : left) {
                        loss[share] += Pinball.loss(score, quantile, level);
                    }
                }
                for (int share = 0; share <= SHARES && loss[0] > 0; share++) {
                    losses[share] += loss[share] / loss[0];
                }
            }
        }

        private static double[] quantiles(double[] sorted, double share) {
            if (sorted.length < FEWEST) {
                return new double[0];
            }
            double[] quantiles = new double[QuantileCurve.gridSize()];
            Arrays.setAll(quantiles, i -> {
                double apart = Normal.quantile(QuantileCurve.gridLevel(i));
                return apart + share * (Sample.quantile(sorted, QuantileCurve.gridLevel(i)) - apart);
            });
            return quantiles;
        }
    }

    @Override
    public QuantileCurve sum(double mean, List<QuantileCurve> steps, int first) {
        Moments apart = Moments.of(steps);
        int lumpiness = lumpiness(mean, apart.deviation());
        Learned below = null;
        for (Learned candidate : learned) {
            if (candidate.byClass().get(lumpiness).length == 0) {
                continue;
            }
            if (candidate.length() >= steps.size()) {
                return scaled(mean, apart, steps.size(), below == null ? candidate : below, candidate, lumpiness);
            }
            below = candidate;
        }
        return below == null
                ? INDEPENDENT.sum(mean, steps, first)
                : scaled(mean, apart, steps.size(), below, below, lumpiness);
    }

    private static QuantileCurve scaled(
            double mean, Moments apart, int length, Learned below, Learned above, int lumpiness) {
        double distance = Math.log((double) above.length() / below.length());
        double share = distance == 0 ? 0 : Math.clamp(Math.log((double) length / below.length()) / distance, 0.0, 1.0);
        double[] low = below.byClass().get(lumpiness);
        double[] high = above.byClass().get(lumpiness);
        double[] values = new double[low.length];
        Arrays.setAll(
                values,
                i -> mean
                        + apart.deviation()
                                * PearsonThree.value(low[i] + share * (high[i] - low[i]), apart.skewness()));
        return QuantileCurve.of(values);
    }

    private static int lumpiness(double mean, double deviation) {
        int index = 0;
        while (index < LUMPINESS.length && deviation > LUMPINESS[index] * mean) {
            index++;
        }
        return index;
    }
}
