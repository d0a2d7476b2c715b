package io.millrace.domain.stock;

/// Sums up what an event says in four bytes, the same on every machine and in every version: to tell a repeat from
/// another event that came under the same number.
public final class Digest {
    private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;

    private long state = MULTIPLIER;

    public Digest add(long value) {
        state = (state ^ value) * MULTIPLIER;
        state ^= state >>> 32;
        return this;
    }

    public Digest add(String text) {
        // A String's hash is defined by its documentation, so it is the same everywhere.
        return add(text.length()).add(text.hashCode());
    }

    public int value() {
        return (int) (state ^ (state >>> 29));
    }
}
