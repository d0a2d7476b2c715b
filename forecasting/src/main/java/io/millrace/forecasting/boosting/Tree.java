package io.millrace.forecasting.boosting;

import java.util.Arrays;

/// A regression tree over bin numbers, of 64 leaves at most. Node 0 is the root; a node whose feature is negative is a
/// leaf.
///
/// Rows are not walked down the tree, whose turns a processor cannot foresee: each node strikes out the leaves that a
/// row which goes right there cannot reach, for many rows at a time, and the first leaf left is the row's (Lucchese et
/// al., 2015).
final class Tree {
    static final int MOST_LEAVES = Long.SIZE;
    /// How many rows are answered together: their marks fit the nearest memory.
    static final int TOGETHER = 1024;

    private static final long ALL = -1L;

    private final int[] feature;
    private final byte[] lastLeft;
    private final int[] left;
    private final int[] right;
    private final double[] value;
    private final long[] reachableRight;
    private final double[] leafValue;
    private int nodes = 1;
    private int numbered;

    Tree(int leaves) {
        int most = 2 * leaves - 1;
        feature = new int[most];
        lastLeft = new byte[most];
        left = new int[most];
        right = new int[most];
        value = new double[most];
        reachableRight = new long[most];
        leafValue = new double[leaves];
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

    void setValue(int leaf, double ofLeaf) {
        value[leaf] = ofLeaf;
    }

    /// Numbers the leaves from left to right, once all splits and values are known.
    void close() {
        numbered = 0;
        number(0);
    }

    private void number(int node) {
        if (feature[node] < 0) {
            leafValue[numbered++] = value[node];
            return;
        }
        int first = numbered;
        number(left[node]);
        long ofLeft = numbered == Long.SIZE ? ALL << first : (1L << numbered) - (1L << first);
        reachableRight[node] = ~ofLeft;
        number(right[node]);
    }

    /// Adds so many times the value of each row's leaf to `into`, from one row up to another, `TOGETHER` at most;
    /// `marks` is where it works.
    void add(byte[][] codes, int from, int to, double times, double[] into, long[] marks) {
        int count = to - from;
        Arrays.fill(marks, 0, count, ALL);
        for (int node = 0; node < nodes; node++) {
            if (feature[node] >= 0) {
                strike(marks, codes[feature[node]], from, count, reachableRight[node], lastLeft[node] + 1);
            }
        }
        for (int i = 0; i < count; i++) {
            into[from + i] += times * leafValue[Long.numberOfTrailingZeros(marks[i])];
        }
    }

    /// Without a branch, so that the compiler does several rows at once.
    private static void strike(long[] marks, byte[] code, int from, int count, long reachable, int firstRight) {
        for (int i = 0; i < count; i++) {
            marks[i] &= reachable | ((long) (code[from + i] - firstRight) >> (Long.SIZE - 1));
        }
    }
}
