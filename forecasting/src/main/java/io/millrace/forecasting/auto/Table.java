package io.millrace.forecasting.auto;

import java.util.List;
import java.util.stream.IntStream;

/// Rows for the trees: one for each moment and step ahead.
///
/// A row's `start` is what the combined members said, `error` how far off they tend to be, `target` what came (where it
/// is known), all in the scale of the series.
final class Table {
    private final float[][] columns;
    private final double[] start;
    private final double[] error;
    private final double[] target;
    private final double[] evenness;
    private final int[] series;

    private Table(int features, int rows) {
        columns = new float[features][rows];
        start = new double[rows];
        error = new double[rows];
        target = new double[rows];
        evenness = new double[rows];
        series = new int[rows];
    }

    /// One moment, the steps ahead it has rows for, and what came at them.
    record Sampled(int series, Moment moment, List<Integer> steps, List<Double> targets) {}

    static Table of(List<Sampled> samples, Features features, Combination combination) {
        int[] firstRow = new int[samples.size() + 1];
        for (int i = 0; i < samples.size(); i++) {
            firstRow[i + 1] = firstRow[i] + samples.get(i).steps().size();
        }
        Table table = new Table(features.count(), firstRow[samples.size()]);
        IntStream.range(0, samples.size())
                .parallel()
                .forEach(i -> table.fill(samples.get(i), firstRow[i], features, combination));
        return table;
    }

    private void fill(Sampled sample, int firstRow, Features features, Combination combination) {
        float[] ofMoment = features.ofMoment(sample.moment());
        for (int i = 0; i < sample.steps().size(); i++) {
            int row = firstRow + i;
            int step = sample.steps().get(i);
            double combined = combination.path(sample.moment().said(), step);
            features.fill(columns, row, sample.moment(), ofMoment, step, combined);
            start[row] = combined;
            error[row] = sample.moment().said().error(step);
            target[row] = sample.targets().get(i);
            evenness[row] = sample.moment().evenness();
            series[row] = sample.series();
        }
    }

    int rows() {
        return start.length;
    }

    float[][] columns() {
        return columns;
    }

    double[] start() {
        return start;
    }

    double[] error() {
        return error;
    }

    double[] target() {
        return target;
    }

    double[] evenness() {
        return evenness;
    }

    int series(int row) {
        return series[row];
    }
}
