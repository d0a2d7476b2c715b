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
        List<Tree> trees = new ArrayList<>();
        for (int i = 0; i < options.trees() && rows.length > 0; i++) {
            draw(features, featureCount, random);
            int drawn = rowCount < rows.length ? drawInOrder(rows, rowCount, chosen, random) : rows.length;
            Tree tree = grower.grow(chosen, drawn, residuals, Arrays.copyOf(features, featureCount));
            trees.add(tree);
            Arrays.stream(rows)
                    .parallel()
                    .forEach(row -> residuals[row] -= options.learningRate() * tree.predict(codes, row));
        }
        return new Boosted(trees, options.learningRate());
    }

    /// What to add to the starting guess of a row.
    public double correction(byte[][] codes, int row) {
        double sum = 0;
        for (Tree tree : trees) {
            sum += tree.predict(codes, row);
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
