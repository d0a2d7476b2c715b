package io.millrace.domain.stock;

/// Times as the ledger keeps them: microseconds since 1970 in UTC.
public final class Times {
    /// Not yet, or no longer.
    public static final long NEVER = Long.MIN_VALUE;

    public static final long HOUR_MICROS = 3_600_000_000L;
    public static final long DAY_MICROS = 24 * HOUR_MICROS;

    private Times() {}
}
