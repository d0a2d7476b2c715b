package io.millrace.forecasting.boosting;

import java.util.Arrays;
import java.util.stream.IntStream;

/// Grows trees over one table, the most useful split first. Its arrays are made once and used for every tree.
final class TreeGrower {
    private static final int WIDTH = 2 * Binning.BINS;
    private static final int WORTH_SHARING = 20_000;

    private final byte[][] codes;
    private final BoostingOptions options;
    private final Loss loss;
    private final int[] rows;
    private final int[] aside;
    private final double[] pulls;
    private final double[] leafResiduals;
    private final double[][][] histograms;
    private final int[] from;
    private final int[] to;
    private final int[] node;
    private final Split[] best;

    TreeGrower(byte[][] codes, int rowCount, BoostingOptions options, Loss loss) {
        this.codes = codes;
        this.options = options;
        this.loss = loss;
        this.rows = new int[rowCount];
        this.aside = new int[rowCount];
        this.pulls = new double[rowCount];
        this.leafResiduals = new double[rowCount];
        this.histograms = new double[options.leaves()][codes.length][WIDTH];
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
        fillHistogram(0, residuals, features);
        best[0] = bestSplit(0, features);
        int leaves = 1;
        while (leaves < options.leaves()) {
            int leaf = mostUseful(leaves);
            if (best[leaf].gain() <= 0) {
                break;
            }
            split(tree, leaf, leaves, residuals, features);
            leaves++;
        }
        for (int leaf = 0; leaf < leaves; leaf++) {
            tree.setValue(node[leaf], leafValue(leaf, residuals));
        }
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
    private void split(Tree tree, int leaf, int added, double[] residuals, int[] features) {
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
            double[][] parent = histograms[leaf];
            histograms[leaf] = histograms[added];
            histograms[added] = parent;
        }
        int smaller = leftIsSmaller ? leaf : added;
        int larger = leftIsSmaller ? added : leaf;
        fillHistogram(smaller, residuals, features);
        for (int feature : features) {
            double[] rest = histograms[larger][feature];
            double[] part = histograms[smaller][feature];
            for (int i = 0; i < WIDTH; i++) {
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
            if (code[row] <= lastLeft) {
                rows[left++] = row;
            } else {
                aside[right++] = row;
            }
        }
        System.arraycopy(aside, 0, rows, left, right);
        return left;
    }

    private void fillHistogram(int leaf, double[] residuals, int[] features) {
        int start = from[leaf];
        int end = to[leaf];
        for (int i = start; i < end; i++) {
            pulls[i] = loss.pull(residuals[rows[i]]);
        }
        IntStream stream = Arrays.stream(features);
        (end - start >= WORTH_SHARING ? stream.parallel() : stream)
                .forEach(feature -> fillFeature(histograms[leaf][feature], codes[feature], start, end));
    }

    private void fillFeature(double[] histogram, byte[] code, int start, int end) {
        Arrays.fill(histogram, 0);
        for (int i = start; i < end; i++) {
            int bin = 2 * code[rows[i]];
            histogram[bin] += pulls[i];
            histogram[bin + 1]++;
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

    private Split betterSplit(Split found, int feature, double[] histogram, int count) {
        double total = 0;
        for (int bin = 0; bin < Binning.BINS; bin++) {
            total += histogram[2 * bin];
        }
        double before = total * total / (count + options.shrinkage());
        double sum = 0;
        double seen = 0;
        double bestGain = found.gain();
        int bestBin = -1;
        for (int bin = 0; bin < Binning.BINS - 1; bin++) {
            sum += histogram[2 * bin];
            seen += histogram[2 * bin + 1];
            if (seen < options.rowsPerLeaf() || count - seen < options.rowsPerLeaf()) {
                continue;
            }
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
