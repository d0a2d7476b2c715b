package io.millrace.forecasting.auto;

/// Weights of a mean, none negative and one in sum, by the products of the errors of what is averaged.
final class MeanWeights {
    private static final int ROUNDS = 100;

    private MeanWeights() {}

    /// As below, held to the weights that are there by a spring of the strength given.
    static void improveNear(double[] weights, double[][] products, double strength) {
        double[] prior = weights.clone();
        double pull = 0;
        for (int i = 0; i < weights.length; i++) {
            products[i][i] += strength;
            pull += prior[i];
        }
        // Since weights keep their sum, -2·strength·prior·w is a product of that sum with each weight.
        for (int i = 0; i < weights.length; i++) {
            for (int j = 0; j < weights.length; j++) {
                products[i][j] -= strength * (prior[i] + prior[j]) / pull;
            }
        }
        improve(weights, products);
    }

    /// Moves weight from one member to another as long as that makes the squared error of the mean smaller.
    static void improve(double[] weights, double[][] products) {
        for (int round = 0; round < ROUNDS; round++) {
            for (int to = 0; to < weights.length; to++) {
                for (int from = 0; from < weights.length; from++) {
                    double curvature = products[to][to] + products[from][from] - 2 * products[to][from];
                    if (to != from && curvature > 0) {
                        double moved = (slope(weights, products[from]) - slope(weights, products[to])) / curvature;
                        double most = Math.clamp(moved, -weights[to], weights[from]);
                        weights[to] += most;
                        weights[from] -= most;
                    }
                }
            }
        }
    }

    private static double slope(double[] weights, double[] products) {
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            sum += weights[i] * products[i];
        }
        return sum;
    }
}
