package io.millrace.forecasting.boosting;

import java.util.Arrays;

/// Grows trees over one table, the most useful split first. Its arrays are made once and used for every tree.
final class TreeGrower {
    private static final int COUNT_BITS = 24;
    private static final int MOST_ROWS = 1 << COUNT_BITS;
    private static final int SUM_BITS = Long.SIZE - COUNT_BITS - 1;
    private static final int AT_ONCE = 4;

    private final byte[][] codes;
    private final BoostingOptions options;
    private final Loss loss;
    private final int[] rows;
    private final int[] aside;
    private final long[] pulls;
    private final double[] leafResiduals;
    private final long[][][] histograms;
    private final int[] from;
    private final int[] to;
    private final int[] node;
    private final Split[] best;
    private double unit;

    TreeGrower(byte[][] codes, int rowCount, BoostingOptions options, Loss loss) {
        this.codes = codes;
        this.options = options;
        this.loss = loss;
        this.rows = new int[rowCount];
        this.aside = new int[rowCount];
        if (rowCount >= MOST_ROWS) {
            throw new IllegalArgumentException(
                    "Trees learn from fewer than " + MOST_ROWS + " rows, not from " + rowCount + "; leave some out");
        }
        this.pulls = new long[rowCount];
        this.leafResiduals = new double[rowCount];
        this.histograms = new long[options.leaves()][codes.length][Binning.BINS];
        this.from = new int[options.leaves()];
        this.to = new int[options.leaves()];
        this.node = new int[options.leaves()];
        this.best = new Split[options.leaves()];
    }

    private record Split(double gain, int feature, int lastLeft) {
        private static final Split NONE = new Split(0, -1, 0);
    }

    /// Grows one tree on the rows chosen, to explain the residuals.
    Tree grow(int[] chosen, int count, double[] residuals, int[] features) {
        System.arraycopy(chosen, 0, rows, 0, count);
        Tree tree = new Tree(options.leaves());
        from[0] = 0;
        to[0] = count;
        node[0] = 0;
        takePulls(count, residuals);
        fillHistogram(0, features);
        best[0] = bestSplit(0, features);
        int leaves = 1;
        while (leaves < options.leaves()) {
            int leaf = mostUseful(leaves);
            if (best[leaf].gain() <= 0) {
                break;
            }
            split(tree, leaf, leaves, features);
            leaves++;
        }
        for (int leaf = 0; leaf < leaves; leaf++) {
            tree.setValue(node[leaf], leafValue(leaf, residuals));
        }
        tree.close();
        return tree;
    }

    private int mostUseful(int leaves) {
        int leaf = 0;
        for (int i = 1; i < leaves; i++) {
            leaf = best[i].gain() > best[leaf].gain() ? i : leaf;
        }
        return leaf;
    }

    /// Splits a leaf; its left part keeps its place, the right part takes the new one. Only the smaller part is
    /// counted, the larger is what is left of their parent.
    private void split(Tree tree, int leaf, int added, int... features) {
        Split split = best[leaf];
        int middle = partition(from[leaf], to[leaf], codes[split.feature()], split.lastLeft());
        int leftNode = tree.split(node[leaf], split.feature(), (byte) split.lastLeft());
        from[added] = middle;
        to[added] = to[leaf];
        to[leaf] = middle;
        node[leaf] = leftNode;
        node[added] = leftNode + 1;
        boolean leftIsSmaller = to[leaf] - from[leaf] <= to[added] - from[added];
        if (leftIsSmaller) {
            long[][] parent = histograms[leaf];
            histograms[leaf] = histograms[added];
            histograms[added] = parent;
        }
        int smaller = leftIsSmaller ? leaf : added;
        int larger = leftIsSmaller ? added : leaf;
        fillHistogram(smaller, features);
        for (int feature : features) {
            long[] rest = histograms[larger][feature];
            long[] part = histograms[smaller][feature];
            for (int i = 0; i < Binning.BINS; i++) {
                rest[i] -= part[i];
            }
        }
        best[leaf] = bestSplit(leaf, features);
        best[added] = bestSplit(added, features);
    }

    private int partition(int start, int end, byte[] code, int lastLeft) {
        int left = start;
        int right = 0;
        for (int i = start; i < end; i++) {
            int row = rows[i];
            int goesRight = (lastLeft - code[row]) >>> (Integer.SIZE - 1);
            rows[left] = row;
            aside[right] = row;
            left += 1 - goesRight;
            right += goesRight;
        }
        System.arraycopy(aside, 0, rows, left, right);
        return left;
    }

    /// Notes for each row how it pulls, in whole units so small that many fit the sum, beside a count of one.
    private void takePulls(int count, double[] residuals) {
        double most = Double.MIN_NORMAL;
        for (int i = 0; i < count; i++) {
            most = Math.max(most, Math.abs(loss.pull(residuals[rows[i]])));
        }
        unit = most * count / (1L << (SUM_BITS - 1));
        for (int i = 0; i < count; i++) {
            pulls[rows[i]] = (Math.round(loss.pull(residuals[rows[i]]) / unit) << COUNT_BITS) + 1;
        }
    }

    private static long count(long packed) {
        return packed & (MOST_ROWS - 1);
    }

    private double sum(long packed) {
        return (packed >> COUNT_BITS) * unit;
    }

    private void fillHistogram(int leaf, int... features) {
        int at = 0;
        for (; at + AT_ONCE <= features.length; at += AT_ONCE) {
            fillFour(histograms[leaf], features, at, from[leaf], to[leaf]);
        }
        for (; at < features.length; at++) {
            fill(histograms[leaf][features[at]], codes[features[at]], from[leaf], to[leaf]);
        }
    }

    private void fill(long[] histogram, byte[] code, int start, int end) {
        Arrays.fill(histogram, 0);
        for (int i = start; i < end; i++) {
            int row = rows[i];
            histogram[code[row]] += pulls[row];
        }
    }

    /// Four features in one go: neighbouring rows often fall into the same bin, and would wait for each other.
    private void fillFour(long[][] of, int[] features, int at, int start, int end) {
        long[] histogram0 = of[features[at]];
        long[] histogram1 = of[features[at + 1]];
        long[] histogram2 = of[features[at + 2]];
        long[] histogram3 = of[features[at + 3]];
        Arrays.fill(histogram0, 0);
        Arrays.fill(histogram1, 0);
        Arrays.fill(histogram2, 0);
        Arrays.fill(histogram3, 0);
        byte[] code0 = codes[features[at]];
        byte[] code1 = codes[features[at + 1]];
        byte[] code2 = codes[features[at + 2]];
        byte[] code3 = codes[features[at + 3]];
        for (int i = start; i < end; i++) {
            int row = rows[i];
            long pull = pulls[row];
            histogram0[code0[row]] += pull;
            histogram1[code1[row]] += pull;
            histogram2[code2[row]] += pull;
            histogram3[code3[row]] += pull;
        }
    }

    private Split bestSplit(int leaf, int[] features) {
        Split found = Split.NONE;
        if (to[leaf] - from[leaf] < 2 * options.rowsPerLeaf()) {
            return found;
        }
        for (int feature : features) {
            found = betterSplit(found, feature, histograms[leaf][feature], to[leaf] - from[leaf]);
        }
        return found;
    }

    private Split betterSplit(Split found, int feature, long[] histogram, int count) {
        long all = 0;
        for (long packed : histogram) {
            all += packed;
        }
        double total = sum(all);
        double before = total * total / (count + options.shrinkage());
        long upTo = 0;
        double bestGain = found.gain();
        int bestBin = -1;
        for (int bin = 0; bin < Binning.BINS - 1; bin++) {
            upTo += histogram[bin];
            double seen = count(upTo);
            if (seen < options.rowsPerLeaf() || count - seen < options.rowsPerLeaf()) {
                continue;
            }
            double sum = sum(upTo);
            double rest = total - sum;
            double gain = sum * sum / (seen + options.shrinkage())
                    + rest * rest / (count - seen + options.shrinkage())
                    - before;
            if (gain > bestGain) {
                bestGain = gain;
                bestBin = bin;
            }
        }
        return bestBin < 0 ? found : new Split(bestGain, feature, bestBin);
    }

    private double leafValue(int leaf, double[] residuals) {
        int count = 0;
        for (int i = from[leaf]; i < to[leaf]; i++) {
            leafResiduals[count++] = residuals[rows[i]];
        }
        return loss.leaf(leafResiduals, count, options.shrinkage());
    }
}
