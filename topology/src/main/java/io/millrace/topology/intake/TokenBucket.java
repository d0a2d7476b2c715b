package io.millrace.topology.intake;

/// Lets so much through in a second, and a second's worth at once. It may be overdrawn, because what was read is
/// carried; the debt is waited for afterwards. Not safe for many threads.
final class TokenBucket {
    private static final double NANOS_PER_SECOND = 1e9;

    private final double perSecond;
    private double tokens;
    private long filledAtNanos;

    /// @param perSecond how much, 0 for any
    TokenBucket(long perSecond, long nowNanos) {
        this.perSecond = perSecond;
        this.tokens = perSecond;
        this.filledAtNanos = nowNanos;
    }

    /// Takes an amount, and answers how long to wait before more is taken.
    long take(long amount, long nowNanos) {
        if (perSecond == 0) {
            return 0;
        }
        double gained = (nowNanos - filledAtNanos) / NANOS_PER_SECOND * perSecond;
        tokens = Math.min(perSecond, tokens + gained) - amount;
        filledAtNanos = nowNanos;
        return tokens >= 0 ? 0 : Math.round(-tokens / perSecond * NANOS_PER_SECOND);
    }
}
