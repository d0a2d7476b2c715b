package io.millrace.forecasting.auto;

import io.millrace.forecasting.methods.Members;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// Rows for the trees: one for each moment and step ahead.
///
/// A row's `start` is what the combined members said, `error` how far off they tend to be, `target` what came (where it
/// is known), all in the scale of the series.
final class Table {
    private static final int MOST_BLOCKS = 20;

    private final float[][] columns;
    private final double[] start;
    private final double[] error;
    private final double[] target;
    private final double[] evenness;
    private final int[] series;
    private int panel;
    private int blocks;

    private Table(int features, int rows) {
        columns = new float[features][rows];
        start = new double[rows];
        error = new double[rows];
        target = new double[rows];
        evenness = new double[rows];
        series = new int[rows];
    }

    /// What is kept of one moment: what the members said and the features, but not the history, of which a large panel
    /// has too much.
    static final class Sampled {
        private final int series;
        private final Members.Said said;
        private final double evenness;
        private final float[] ofMoment;
        private final float[][] ofSteps;
        private final List<Integer> steps;
        private final List<Double> targets;
        private final int window;
        private final int back;

        /// A moment, how many moments of its series are later, how many steps are, the steps ahead it has rows for, and
        /// what came at them.
        Sampled(
                int series,
                int window,
                int back,
                Moment moment,
                Features features,
                List<Integer> steps,
                List<Double> targets) {
            this.window = window;
            this.back = back;
            this.series = series;
            this.said = moment.said();
            this.evenness = moment.evenness();
            this.ofMoment = features.ofMoment(moment);
            this.ofSteps = new float[steps.size()][];
            for (int i = 0; i < ofSteps.length; i++) {
                ofSteps[i] = features.ofStep(moment, steps.get(i));
            }
            this.steps = steps;
            this.targets = targets;
        }

        Members.Said said() {
            return said;
        }

        int window() {
            return window;
        }

        int back() {
            return back;
        }

        List<Integer> steps() {
            return steps;
        }

        List<Double> targets() {
            return targets;
        }
    }

    static Table of(List<Sampled> samples, Features features, Combination combination) {
        int[] firstRow = new int[samples.size() + 1];
        for (int i = 0; i < samples.size(); i++) {
            firstRow[i + 1] = firstRow[i] + samples.get(i).steps().size();
        }
        Table table = new Table(features.count(), firstRow[samples.size()]);
        IntStream.range(0, samples.size())
                .parallel()
                .forEach(i -> table.fill(samples.get(i), firstRow[i], features, combination));
        table.panel = 1 + Arrays.stream(table.series).max().orElse(0);
        table.blocks = Math.clamp(table.panel / 2 * 2L, 2, MOST_BLOCKS);
        return table;
    }

    private void fill(Sampled sample, int firstRow, Features features, Combination combination) {
        float[] ofMoment = sample.ofMoment;
        for (int i = 0; i < sample.steps.size(); i++) {
            int row = firstRow + i;
            int step = sample.steps.get(i);
            double combined = combination.path(sample.said, step);
            float[] ofStep = sample.ofSteps[i];
            for (int column = 0; column < ofMoment.length; column++) {
                columns[column][row] = ofMoment[column];
            }
            for (int column = 0; column < ofStep.length; column++) {
                columns[ofMoment.length + column][row] = ofStep[column];
            }
            columns[features.combinedColumn()][row] = (float) combined;
            start[row] = combined;
            error[row] = sample.said.error(step);
            target[row] = sample.targets.get(i);
            evenness[row] = sample.evenness;
            series[row] = sample.series;
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

    /// Which half of the panel a row's series is in: of neighbours in the same one, since these are often alike.
    int half(int row) {
        return (int) ((long) series[row] * blocks / panel) % 2;
    }
}
