package io.millrace.forecasting.auto;

import io.millrace.forecasting.methods.Members;
import java.util.List;

/// A weighted mean of members, one set of weights for a panel: the ones that would have missed its past by least, none
/// negative and one in sum, drawn towards equal weights the less there is to learn from.
///
/// One more member says that nothing will be sold: its weight is by how much all others are too high together, as they
/// are where many items are at the end of their lives.
final class Combination {
    private static final double LEAST_ERROR = 0.3;
    private static final double DISTRUST = 0.03;
    private static final double SELECTIVITY = 8;

    private final double[] weights;

    private Combination(double[] weights) {
        this.weights = weights;
    }

    static Combination learned(List<Table.Sampled> samples, int sayings) {
        int members = sayings + 1;
        double[][] products = new double[members][members];
        double[] errors = new double[members];
        long rows = 0;
        for (Table.Sampled sample : samples) {
            for (int i = 0; i < sample.steps().size(); i++) {
                add(sample.said(), sample.steps().get(i), sample.targets().get(i), products, errors);
                rows++;
            }
        }
        double[] weights = prior(products, sayings);
        if (rows > 0) {
            double mean = 0;
            for (int i = 0; i < sayings; i++) {
                mean += products[i][i] / sayings;
            }
            MeanWeights.improveNear(weights, products, mean * DISTRUST);
        }
        return new Combination(weights);
    }

    /// Weights before anything is learned of how members go together: the better one did, the more.
    private static double[] prior(double[][] products, int sayings) {
        double[] weights = new double[sayings + 1];
        double least = Double.MAX_VALUE;
        for (int i = 0; i < sayings; i++) {
            least = Math.min(least, products[i][i]);
        }
        double sum = 0;
        for (int i = 0; i < sayings; i++) {
            weights[i] = products[i][i] > 0 ? Math.pow(least / products[i][i], SELECTIVITY) : 1;
            sum += weights[i];
        }
        for (int i = 0; i < sayings; i++) {
            weights[i] /= sum;
        }
        return weights;
    }

    private static void add(Members.Said said, int step, double target, double[][] products, double[] errors) {
        // A row counts for less the further off it is expected to be, or a few wild series would choose for all.
        double expected = Math.max(LEAST_ERROR, said.error(step));
        for (int i = 0; i < errors.length; i++) {
            double path = i == errors.length - 1 ? 0 : said.path(i, step);
            errors[i] = (path - target) / expected;
        }
        for (int i = 0; i < errors.length; i++) {
            for (int j = 0; j < errors.length; j++) {
                products[i][j] += errors[i] * errors[j];
            }
        }
    }

    double path(Members.Said said, int step) {
        double sum = 0;
        for (int member = 0; member < weights.length - 1; member++) {
            sum += weights[member] * said.path(member, step);
        }
        return sum;
    }

    double[] weights() {
        return weights.clone();
    }
}
