package io.millrace.ledger.security;

import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.LongSupplier;

/// A bucket of tokens for each name: it fills at a steady rate up to what fits, and what is done takes tokens out. Safe
/// for many threads, and never keeps more than so many names: full buckets are as good as none.
final class Buckets {
    private static final int NAMES_MAX = 20_000;
    private static final double NANOS_PER_SECOND = 1e9;

    private final double perSecond;
    private final double fits;
    private final LongSupplier nanos;
    private final ConcurrentMap<String, Level> levels = new ConcurrentHashMap<>();

    /// What a bucket held at a time.
    private record Level(double tokens, long atNanos) {}

    /// @param perSecond how many tokens come in
    /// @param fits how many a bucket holds: what may be done at once after a rest
    /// @param nanos the time, as [System#nanoTime] has it
    Buckets(double perSecond, double fits, LongSupplier nanos) {
        this.perSecond = perSecond;
        this.fits = fits;
        this.nanos = nanos;
    }

    /// Takes a token if there is one.
    ///
    /// @return nothing if it was taken, else the seconds until there is one
    OptionalInt take(String name) {
        OptionalInt wait = look(name);
        if (wait.isEmpty()) {
            spend(name);
        }
        return wait;
    }

    /// Whether there is a token, without taking it.
    OptionalInt look(String name) {
        Level level = levels.get(name);
        double tokens = level == null ? fits : tokens(level, nanos.getAsLong());
        return tokens >= 1 ? OptionalInt.empty() : OptionalInt.of((int) Math.ceil((1 - tokens) / perSecond));
    }

    /// Takes a token even if there is none; never goes deeper than one full bucket.
    void spend(String name) {
        long now = nanos.getAsLong();
        if (levels.size() >= NAMES_MAX) {
            levels.values().removeIf(level -> tokens(level, now) >= fits);
        }
        if (levels.size() >= NAMES_MAX) {
            levels.clear(); // More names at once than any honest use has: to forget them costs less than to keep them.
        }
        levels.compute(
                name, (_, level) -> new Level(Math.max(0, (level == null ? fits : tokens(level, now)) - 1), now));
    }

    private double tokens(Level level, long now) {
        return Math.min(fits, level.tokens() + (now - level.atNanos()) / NANOS_PER_SECOND * perSecond);
    }
}
