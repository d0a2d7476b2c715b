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
        double[] residuals = new double[target.length];
        Arrays.setAll(residuals, row -> target[row] - start[row]);
        TreeGrower grower = new TreeGrower(codes, rows.length, options, loss);
        int[] chosen = rows.clone();
        int[] features = IntStream.range(0, codes.length).toArray();
        int rowCount = Math.max(1, (int) Math.round(rows.length * options.rowShare()));
        int featureCount = Math.max(1, (int) Math.round(features.length * options.featureShare()));
        byte[] byRow = byRow(codes, rows);
        List<Tree> trees = new ArrayList<>();
        for (int i = 0; i < options.trees() && rows.length > 0; i++) {
            draw(features, featureCount, random);
            int drawn = rowCount < rows.length ? drawInOrder(rows, rowCount, chosen, random) : rows.length;
            Tree tree = grower.grow(chosen, drawn, residuals, Arrays.copyOf(features, featureCount));
            trees.add(tree);
            IntStream.range(0, rows.length)
                    .parallel()
                    .forEach(at ->
                            residuals[rows[at]] -= options.learningRate() * tree.predict(byRow, at * features.length));
        }
        return new Boosted(trees, options.learningRate());
    }

    /// The bin numbers of each row together, since a tree asks one row for many features.
    private static byte[] byRow(byte[][] codes, int[] rows) {
        byte[] byRow = new byte[Math.multiplyExact(rows.length, codes.length)];
        IntStream.range(0, rows.length).parallel().forEach(at -> {
            for (int feature = 0; feature < codes.length; feature++) {
                byRow[at * codes.length + feature] = codes[feature][rows[at]];
            }
        });
        return byRow;
    }

    /// What to add to the starting guess of a row of a table.
    public double correction(byte[][] codes, int row) {
        return correction(row(codes, row));
    }

    /// The bin numbers of one row of a table.
    public static byte[] row(byte[][] codes, int row) {
        byte[] own = new byte[codes.length];
        for (int feature = 0; feature < own.length; feature++) {
            own[feature] = codes[feature][row];
        }
        return own;
    }

    /// What to add to the starting guess of a row, given its bin numbers.
    public double correction(byte[] row) {
        double sum = 0;
        for (Tree tree : trees) {
            sum += tree.predict(row, 0);
        }
        return learningRate * sum;
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

    /// About `count` rows in their own order, which keeps the memory they lie in close together.
    private static int drawInOrder(int[] rows, int count, int[] chosen, SplittableRandom random) {
        int drawn = 0;
        for (int i = 0; i < rows.length && drawn < count; i++) {
            if (random.nextInt(rows.length - i) < count - drawn) {
                chosen[drawn++] = rows[i];
            }
        }
        return drawn;
    }
}
