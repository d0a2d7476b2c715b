package io.millrace.topology.stock.state;

import java.util.OptionalInt;

/// A block of a till's numbers: for each that came, what came under it, in four bytes.
final class Digests {
    static final int CAPACITY = 64;

    private final int[] digests = new int[CAPACITY];
    private long present;
    private long recordedAtMicros = Long.MIN_VALUE;

    static long blockOf(long sequence) {
        return Math.floorDiv(sequence, CAPACITY);
    }

    static int indexOf(long sequence) {
        return Math.floorMod(sequence, CAPACITY);
    }

    long present() {
        return present;
    }

    int at(int index) {
        return digests[index];
    }

    /// When its newest number was recorded.
    long recordedAtMicros() {
        return recordedAtMicros;
    }

    OptionalInt get(int index) {
        return (present >>> index & 1) == 1 ? OptionalInt.of(digests[index]) : OptionalInt.empty();
    }

    void put(int index, int digest, long recordedAt) {
        digests[index] = digest;
        present |= 1L << index;
        recordedAtMicros = Math.max(recordedAtMicros, recordedAt);
    }
}
