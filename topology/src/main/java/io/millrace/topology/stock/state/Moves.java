package io.millrace.topology.stock.state;

/// A block of recent changes of counted stock, in the order they were recorded: what a count needs to know how much was
/// there when somebody looked.
final class Moves {
    static final int CAPACITY = 64;
    static final long NONE = -1;

    private final int[] items = new int[CAPACITY];
    private final long[] effectiveAtMicros = new long[CAPACITY];
    private final long[] deltas = new long[CAPACITY];
    /// The number of the item's move before this one, over all blocks of the lane; not logged, but linked anew.
    private final long[] previous = new long[CAPACITY];

    private int size;
    private long recordedAtMicros = Long.MIN_VALUE;

    int size() {
        return size;
    }

    boolean isFull() {
        return size == CAPACITY;
    }

    /// When its newest move was recorded.
    long recordedAtMicros() {
        return recordedAtMicros;
    }

    void add(int item, long effectiveAt, long delta, long recordedAt) {
        items[size] = item;
        effectiveAtMicros[size] = effectiveAt;
        deltas[size] = delta;
        recordedAtMicros = Math.max(recordedAtMicros, recordedAt);
        size++;
    }

    void link(int index, long previousMove) {
        previous[index] = previousMove;
    }

    int item(int index) {
        return items[index];
    }

    long effectiveAtMicros(int index) {
        return effectiveAtMicros[index];
    }

    long delta(int index) {
        return deltas[index];
    }

    long previous(int index) {
        return previous[index];
    }
}
