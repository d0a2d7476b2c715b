package io.millrace.forecasting.auto;

import io.millrace.forecasting.methods.Members;
import java.util.Arrays;
import java.util.List;

/// A weighted mean of members, one set of weights for a panel: the ones that would have missed its past by least, none
/// negative and one in sum, drawn towards equal weights the less there is to learn from.
///
/// One more member says that nothing will be sold: its weight is by how much all others are too high together, as they
/// are where many items are at the end of their lives.
final class Combination {
    private static final double LEAST_ERROR = 0.3;
    private static final double ROWS_FOR_EQUALITY = 100;

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
                add(
                        sample.moment().said(),
                        sample.steps().get(i),
                        sample.targets().get(i),
                        products,
                        errors);
                rows++;
            }
        }
        double[] weights = new double[members];
        Arrays.fill(weights, 0, sayings, 1.0 / sayings);
        if (rows > 0) {
            double ridge = Arrays.stream(products[0]).max().orElse(0) * ROWS_FOR_EQUALITY / rows;
            for (int i = 0; i < members; i++) {
                products[i][i] += ridge;
            }
            MeanWeights.improve(weights, products);
        }
        return new Combination(weights);
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
