package io.millrace.domain.demand;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// What changed an item's free stock on a trading day, second by second. Changes of the same second are one, so the
/// order in which they came does not matter. Belongs to one thread.
public final class StockChanges {
    private static final int FIRST_CAPACITY = 2;
    private static final long NONE = Long.MIN_VALUE;

    private long[] seconds = new long[FIRST_CAPACITY];
    private long[] deltas = new long[FIRST_CAPACITY];
    private int[] sales = new int[FIRST_CAPACITY];
    private int size;
    private long net;

    /// Who looks at each change.
    public interface Visitor {
        void change(long second, long delta, int sales);
    }

    /// Adds what changed at a moment.
    ///
    /// @param sold how often goods went to a customer, so that there must have been some; below zero to take it back
    public void add(long second, long delta, int sold) {
        int at = size;
        while (at > 0 && seconds[at - 1] > second) {
            at--;
        }
        net += delta;
        if (at > 0 && seconds[at - 1] == second) {
            deltas[at - 1] += delta;
            sales[at - 1] += sold;
            return;
        }
        makeRoom(at);
        seconds[at] = second;
        deltas[at] = delta;
        sales[at] = sold;
        size++;
    }

    private void makeRoom(int at) {
        if (size == seconds.length) {
            int larger = size + size / 2 + 1;
            seconds = Arrays.copyOf(seconds, larger);
            deltas = Arrays.copyOf(deltas, larger);
            sales = Arrays.copyOf(sales, larger);
        }
        System.arraycopy(seconds, at, seconds, at + 1, size - at);
        System.arraycopy(deltas, at, deltas, at + 1, size - at);
        System.arraycopy(sales, at, sales, at + 1, size - at);
    }

    public int size() {
        return size;
    }

    /// The sum of all changes.
    public long net() {
        return net;
    }

    /// Shows each change, the earliest first.
    public void forEach(Visitor visitor) {
        for (int i = 0; i < size; i++) {
            visitor.change(seconds[i], deltas[i], sales[i]);
        }
    }

    /// When there was no stock. A sale is proof of goods on the shelf, whatever the books say: what they call out of
    /// stock is believed from the last sale on.
    ///
    /// @param level the free stock when the day began
    /// @param startSecond when it began
    /// @param endSecond when it was over
    public List<StockOut> stockOuts(long level, long startSecond, long endSecond) {
        List<StockOut> outs = new ArrayList<>();
        long left = level;
        long since = level > 0 ? NONE : startSecond;
        for (int i = 0; i < size; i++) {
            left += deltas[i];
            if (left > 0) {
                if (since != NONE && since < seconds[i]) {
                    outs.add(new StockOut(since, seconds[i], false));
                }
                since = NONE;
            } else if (since == NONE || sales[i] > 0) {
                since = seconds[i];
            }
        }
        if (since != NONE && since < endSecond) {
            outs.add(new StockOut(since, endSecond, true));
        }
        return outs;
    }
}
