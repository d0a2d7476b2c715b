package io.millrace.benchmarks.ledger;

import java.util.Arrays;
import java.util.SplittableRandom;

/// Draws ranks so that the n-th is n times as rare as the first: what sells in a shop.
public final class Zipf {
    private final double[] cumulated;

    public Zipf(int ranks) {
        cumulated = new double[ranks];
        double sum = 0;
        for (int rank = 0; rank < ranks; rank++) {
            sum += 1.0 / (rank + 1);
            cumulated[rank] = sum;
        }
    }

    /// A rank from 0 on.
    public int draw(SplittableRandom random) {
        double point = random.nextDouble() * cumulated[cumulated.length - 1];
        int found = Arrays.binarySearch(cumulated, point);
        return found >= 0 ? found : Math.min(-found - 1, cumulated.length - 1);
    }
}
