package io.millrace.forecasting.hierarchy;

import io.millrace.forecasting.kernel.Cholesky;
import java.util.Arrays;

/// Makes the forecasts of all nodes of a hierarchy add up, by changing most what is least sure.
///
/// Minimum trace (Wickramasuriya, Athanasopoulos and Hyndman, 2019): of all forecasts that add up, the unbiased ones of
/// least variance, given the covariance of one-step errors. That is shrunk towards its diagonal (Schäfer and Strimmer,
/// 2005), or it could not be inverted where series are many and errors few.
public final class Reconciliation {
    private static final double SMALLEST_SHARE = 1e-6;
    private static final double LEAST_INTENSITY = 1e-3;

    private final Hierarchy hierarchy;
    private final Cholesky errors;
    private final Cholesky normal;

    private Reconciliation(Hierarchy hierarchy, double[][] covariance) {
        this.hierarchy = hierarchy;
        this.errors = Cholesky.of(covariance);
        this.normal = Cholesky.of(normalMatrix());
    }

    /// Every node counts alike: what is missing from a sum is shared out evenly.
    public static Reconciliation ordinary(Hierarchy hierarchy) {
        double[][] identity = new double[hierarchy.nodes()][hierarchy.nodes()];
        for (int node = 0; node < identity.length; node++) {
            identity[node][node] = 1;
        }
        return new Reconciliation(hierarchy, identity);
    }

    /// From the errors of the past: one row for each step, one column for each node.
    public static Reconciliation minimumTrace(Hierarchy hierarchy, double[][] pastErrors) {
        if (pastErrors.length < 2 || pastErrors[0].length != hierarchy.nodes()) {
            throw new IllegalArgumentException("Reconciliation needs the errors of at least 2 steps for each of "
                    + hierarchy.nodes() + " nodes; there are " + pastErrors.length + " steps");
        }
        return new Reconciliation(hierarchy, shrunkCovariance(pastErrors));
    }

    /// The forecasts of the series, none negative, that agree best with those of all nodes; their sums are
    /// [Hierarchy#sums(double\[\])].
    public double[] ofSeries(double[] forecastOfNodes) {
        double[] weighted = errors.solve(forecastOfNodes);
        double[] right = new double[hierarchy.series()];
        for (int node = 0; node < weighted.length; node++) {
            for (int member : hierarchy.members(node)) {
                right[member] += weighted[node];
            }
        }
        double[] agreed = normal.solve(right);
        for (int i = 0; i < agreed.length; i++) {
            agreed[i] = Math.max(0, agreed[i]);
        }
        return agreed;
    }

    /// Sᵀ W⁻¹ S, where a column of S has a one at each node that its series is part of.
    private double[][] normalMatrix() {
        int series = hierarchy.series();
        double[][] matrix = new double[series][series];
        for (int column = 0; column < series; column++) {
            double[] indicator = new double[series];
            indicator[column] = 1;
            double[] solved = errors.solve(hierarchy.sums(indicator));
            for (int node = 0; node < solved.length; node++) {
                for (int member : hierarchy.members(node)) {
                    matrix[member][column] += solved[node];
                }
            }
        }
        return matrix;
    }

    private static double[][] shrunkCovariance(double[][] rows) {
        int steps = rows.length;
        int nodes = rows[0].length;
        double[] deviation = new double[nodes];
        for (int node = 0; node < nodes; node++) {
            for (double[] row : rows) {
                deviation[node] += row[node] * row[node] / steps;
            }
            deviation[node] = Math.sqrt(deviation[node]);
        }
        double[][] correlation = new double[nodes][nodes];
        double intensity = intensity(rows, deviation, correlation);
        double smallest = SMALLEST_SHARE
                * Math.max(SMALLEST_SHARE, Arrays.stream(deviation).max().orElse(1));
        double[][] covariance = new double[nodes][nodes];
        for (int i = 0; i < nodes; i++) {
            for (int j = 0; j < nodes; j++) {
                double kept = i == j ? 1 : (1 - intensity) * correlation[i][j];
                covariance[i][j] = kept * Math.max(smallest, deviation[i]) * Math.max(smallest, deviation[j]);
            }
        }
        return covariance;
    }

    /// Fills the correlations, and answers with how far they are to be drawn to zero: the sum of their sampling
    /// variances over the sum of their squares.
    private static double intensity(double[][] rows, double[] deviation, double[][] correlation) {
        double steps = rows.length;
        double variances = 0;
        double squares = 0;
        for (int i = 0; i < deviation.length; i++) {
            for (int j = 0; j < i; j++) {
                double sum = 0;
                double square = 0;
                for (double[] row : rows) {
                    double product = scaled(row[i], deviation[i]) * scaled(row[j], deviation[j]);
                    sum += product;
                    square += product * product;
                }
                correlation[i][j] = sum / steps;
                correlation[j][i] = sum / steps;
                variances += (square - sum * sum / steps) / (steps * (steps - 1));
                squares += correlation[i][j] * correlation[i][j];
            }
        }
        // A sum and its parts are collinear, so the intensity must stay above zero.
        return squares > 0 ? Math.clamp(variances / squares, LEAST_INTENSITY, 1.0) : 1;
    }

    private static double scaled(double error, double deviation) {
        return deviation > 0 ? error / deviation : 0;
    }
}
