package io.millrace.forecasting.boosting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BoostedTest {
    private static final int ROWS = 6_000;
    private static final BoostingOptions OPTIONS = new BoostingOptions(120, 0.1, 16, 20, 0.7, 0.7, 1);

    private final float[][] features = new float[3][ROWS];
    private final double[] target = new double[ROWS];
    private final int[] rows = IntStream.range(0, ROWS).toArray();

    BoostedTest() {
        SplittableRandom random = new SplittableRandom(5);
        for (int row = 0; row < ROWS; row++) {
            for (float[] feature : features) {
                feature[row] = (float) random.nextDouble();
            }
            // The level and the noise depend on the features, the third does nothing.
            target[row] = 4 * step(features[0][row]) + (1 + features[1][row]) * random.nextDouble();
        }
    }

    @Test
    void shouldFindTheMeanWhenErrorsAreSquared() {
        double[] predicted = predicted(new Loss.Squared(), 1);

        double error = IntStream.range(0, ROWS)
                .mapToDouble(row -> Math.abs(predicted[row] - 4 * step(features[0][row]) - (1 + features[1][row]) / 2))
                .average()
                .orElseThrow();
        assertThat(error).isLessThan(0.12);
    }

    @Test
    void shouldFindTheQuantileWhenTheLossIsPinball() {
        double[] predicted = predicted(new Loss.Quantile(0.9), 1);

        double error = IntStream.range(0, ROWS)
                .mapToDouble(
                        row -> Math.abs(predicted[row] - 4 * step(features[0][row]) - 0.9 * (1 + features[1][row])))
                .average()
                .orElseThrow();
        double covered = IntStream.range(0, ROWS)
                        .filter(row -> target[row] <= predicted[row])
                        .count()
                / (double) ROWS;
        assertThat(covered).isCloseTo(0.9, within(0.015));
        assertThat(error).isLessThan(0.12);
    }

    @Test
    void shouldAnswerTheSameWhenTheSeedIsTheSame() {
        assertThat(predicted(new Loss.Squared(), 3)).containsExactly(predicted(new Loss.Squared(), 3));
        assertThat(predicted(new Loss.Squared(), 3)).isNotEqualTo(predicted(new Loss.Squared(), 4));
    }

    @Test
    void shouldPutUnknownValuesApartWhenTheyMatter() {
        for (int row = 0; row < ROWS; row += 2) {
            features[2][row] = Float.NaN;
            target[row] += 10;
        }

        double[] predicted = predicted(new Loss.Squared(), 1);

        assertThat(predicted[0] - predicted[1]).isGreaterThan(5);
    }

    @Test
    void shouldFindTheMeanWhenTreesKnowNothingOfEachOther() {
        double[] predicted = predicted(new Loss.Squared(), 1, OPTIONS.asForest());

        double error = IntStream.range(0, ROWS)
                .mapToDouble(row -> Math.abs(predicted[row] - 4 * step(features[0][row]) - (1 + features[1][row]) / 2))
                .average()
                .orElseThrow();
        // A tree that was not given the feature that matters knows no more than the mean of all.
        assertThat(error).isLessThan(0.75);
    }

    @Test
    void shouldAnswerTheSameWhenRowsAreAskedForOneByOne() {
        byte[][] codes = Binning.of(features).encode(features);
        Boosted boosted = Boosted.fit(codes, rows, new double[ROWS], target, new Loss.Squared(), OPTIONS, 1);
        double[] together = new double[ROWS];
        boosted.correct(codes, 0, ROWS, together);

        double[] apart = new double[ROWS];
        rows().forEach(row -> boosted.correct(codes, row, row + 1, apart));

        assertThat(apart).containsExactly(together);
    }

    @Test
    void shouldAnswerInTheLeavesOfTheLargestTreeWhenARowGoesDownIt() {
        Tree tree = new Tree(Tree.MOST_LEAVES);
        byte[][] codes = {new byte[Tree.MOST_LEAVES]};
        int last = 0;
        for (int bin = 0; bin < Tree.MOST_LEAVES - 1; bin++) {
            int left = tree.split(last, 0, (byte) bin);
            tree.setValue(left, bin);
            last = left + 1;
        }
        tree.setValue(last, Tree.MOST_LEAVES - 1);
        tree.close();
        double[] values = new double[Tree.MOST_LEAVES];
        for (int row = 0; row < values.length; row++) {
            codes[0][row] = (byte) row;
        }

        tree.add(codes, 0, values.length, 1, values, new long[Tree.TOGETHER]);

        assertThat(values)
                .containsExactly(
                        IntStream.range(0, Tree.MOST_LEAVES).asDoubleStream().toArray());
    }

    @Test
    void shouldRefuseMoreLeavesThanTreesCanHave() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new BoostingOptions(1, 1, Tree.MOST_LEAVES + 1, 1, 1, 1, 1))
                .withMessageContaining("64");
    }

    private IntStream rows() {
        return IntStream.range(0, ROWS);
    }

    private double[] predicted(Loss loss, long seed) {
        return predicted(loss, seed, OPTIONS);
    }

    private double[] predicted(Loss loss, long seed, BoostingOptions options) {
        byte[][] codes = Binning.of(features).encode(features);
        double[] start = new double[ROWS];
        Boosted boosted = Boosted.fit(codes, rows, start, target, loss, options, seed);
        double[] predicted = new double[ROWS];
        boosted.correct(codes, 0, ROWS, predicted);
        return predicted;
    }

    private static double step(double value) {
        return value > 0.5 ? 1 : 0;
    }
}
