package io.millrace.forecasting.boosting;

/// A regression tree over bin numbers. Node 0 is the root; a node whose feature is negative is a leaf.
final class Tree {
    private final int[] feature;
    private final byte[] lastLeft;
    private final int[] left;
    private final int[] right;
    private final double[] value;
    private int nodes = 1;

    Tree(int leaves) {
        int most = 2 * leaves - 1;
        feature = new int[most];
        lastLeft = new byte[most];
        left = new int[most];
        right = new int[most];
        value = new double[most];
        feature[0] = -1;
    }

    /// Turns a leaf into a node with two leaves, and answers with the left one; the right one follows it.
    int split(int node, int onFeature, byte lastBinLeft) {
        feature[node] = onFeature;
        lastLeft[node] = lastBinLeft;
        left[node] = nodes;
        right[node] = nodes + 1;
        feature[nodes] = -1;
        feature[nodes + 1] = -1;
        nodes += 2;
        return left[node];
    }

    void setValue(int leaf, double leafValue) {
        value[leaf] = leafValue;
    }

    /// The value of a row whose bin numbers lie together from `from` on.
    double predict(byte[] codes, int from) {
        int node = 0;
        while (feature[node] >= 0) {
            node = codes[from + feature[node]] <= lastLeft[node] ? left[node] : right[node];
        }
        return value[node];
    }
}
