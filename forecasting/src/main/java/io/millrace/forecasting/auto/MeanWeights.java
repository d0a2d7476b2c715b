package io.millrace.forecasting.auto;

/// Weights of a mean, none negative and one in sum, by the products of the errors of what is averaged.
final class MeanWeights {
    private static final int ROUNDS = 100;

    private MeanWeights() {}

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
