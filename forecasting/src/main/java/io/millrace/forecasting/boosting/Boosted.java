package io.millrace.forecasting.boosting;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/// Trees that together correct a starting guess.
public final class Boosted {
    private final List<Tree> trees;
    private final double learningRate;

    private Boosted(List<Tree> trees, double learningRate) {
        this.trees = trees;
        this.learningRate = learningRate;
    }

    /// Learns to correct `start` so that it meets `target`, from the rows given.
    ///
    /// `codes` holds one array of bin numbers for each feature; `start` and `target` have one value for each row.
    public static Boosted fit(
            byte[][] codes,
            int[] rows,
            double[] start,
            double[] target,
            Loss loss,
            BoostingOptions options,
            long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        byte[][] own = picked(codes, rows);
        double[] residuals = new double[rows.length];
        Arrays.setAll(residuals, at -> target[rows[at]] - start[rows[at]]);
        TreeGrower grower = new TreeGrower(own, rows.length, options, loss);
        int[] chosen = IntStream.range(0, rows.length).toArray();
        int[] features = IntStream.range(0, codes.length).toArray();
        int rowCount = Math.max(1, (int) Math.round(rows.length * options.rowShare()));
        int featureCount = Math.max(1, (int) Math.round(features.length * options.featureShare()));
        List<Tree> trees = new ArrayList<>();
        for (int i = 0; i < options.trees() && rows.length > 0; i++) {
            draw(features, featureCount, random);
            int drawn = rowCount < rows.length ? drawInOrder(rows.length, rowCount, chosen, random) : rows.length;
            Tree tree = grower.grow(chosen, drawn, residuals, Arrays.copyOf(features, featureCount));
            trees.add(tree);
            if (!options.independent()) {
                add(List.of(tree), own, 0, rows.length, -options.learningRate(), residuals);
            }
        }
        return new Boosted(trees, options.learningRate());
    }

    /// The bin numbers of the rows given, side by side.
    private static byte[][] picked(byte[][] codes, int... rows) {
        byte[][] picked = new byte[codes.length][rows.length];
        for (int feature = 0; feature < codes.length; feature++) {
            for (int at = 0; at < rows.length; at++) {
                picked[feature][at] = codes[feature][rows[at]];
            }
        }
        return picked;
    }

    /// Adds what the starting guesses of a table's rows, from one up to another, are to be corrected by.
    public void correct(byte[][] codes, int from, int to, double[] into) {
        add(trees, codes, from, to, learningRate, into);
    }

    private static void add(List<Tree> trees, byte[][] codes, int from, int to, double times, double[] into) {
        long[] marks = new long[Math.min(Tree.TOGETHER, Math.max(0, to - from))];
        for (int block = from; block < to; block += Tree.TOGETHER) {
            int end = Math.min(to, block + Tree.TOGETHER);
            for (Tree tree : trees) {
                tree.add(codes, block, end, times, into, marks);
            }
        }
    }

    /// Puts a random choice of `count` to the front.
    private static void draw(int[] values, int count, SplittableRandom random) {
        for (int i = 0; i < count; i++) {
            int other = random.nextInt(i, values.length);
            int value = values[i];
            values[i] = values[other];
            values[other] = value;
        }
    }

    /// About `count` of so many rows in their order, which keeps the memory they lie in close together.
    private static int drawInOrder(int rows, int count, int[] chosen, SplittableRandom random) {
        int drawn = 0;
        for (int i = 0; i < rows && drawn < count; i++) {
            if (random.nextInt(rows - i) < count - drawn) {
                chosen[drawn++] = i;
            }
        }
        return drawn;
    }
}
