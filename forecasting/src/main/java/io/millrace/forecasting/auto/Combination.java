package io.millrace.forecasting.auto;

import io.millrace.forecasting.methods.Members;
import java.util.Arrays;
import java.util.List;

/// A weighted mean of members, one set of weights for a panel: the ones that would have missed its past by least, none
/// negative, drawn towards equal weights the less there is to learn from.
final class Combination {
    private static final int ROUNDS = 200;
    private static final double ROWS_FOR_EQUALITY = 200;

    private final double[] weights;

    private Combination(double[] weights) {
        this.weights = weights;
    }

    static Combination learned(List<Table.Sampled> samples, int members) {
        double[][] products = new double[members][members];
        double[] withTarget = new double[members];
        long rows = 0;
        for (Table.Sampled sample : samples) {
            for (int i = 0; i < sample.steps().size(); i++) {
                add(
                        sample.moment().said(),
                        sample.steps().get(i),
                        sample.targets().get(i),
                        products,
                        withTarget);
                rows++;
            }
        }
        double equal = 1.0 / members;
        double ridge = rows == 0 ? 1 : ROWS_FOR_EQUALITY * products[0][0] / rows;
        double[] weights = new double[members];
        Arrays.fill(weights, equal);
        for (int round = 0; round < ROUNDS; round++) {
            for (int i = 0; i < members; i++) {
                double rest = withTarget[i] + ridge * equal;
                for (int j = 0; j < members; j++) {
                    rest -= j == i ? 0 : products[i][j] * weights[j];
                }
                double square = products[i][i] + ridge;
                weights[i] = square > 0 ? Math.max(0, rest / square) : equal;
            }
        }
        return new Combination(weights);
    }

    private static void add(Members.Said said, int step, double target, double[][] products, double[] withTarget) {
        for (int i = 0; i < withTarget.length; i++) {
            double left = said.path(i, step);
            withTarget[i] += left * target;
            for (int j = 0; j < withTarget.length; j++) {
                products[i][j] += left * said.path(j, step);
            }
        }
    }

    double path(Members.Said said, int step) {
        double sum = 0;
        for (int member = 0; member < weights.length; member++) {
            sum += weights[member] * said.path(member, step);
        }
        return sum;
    }

    double[] weights() {
        return weights.clone();
    }
}
