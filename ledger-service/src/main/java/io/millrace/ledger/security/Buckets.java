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

    private final Rate usual;
    private final LongSupplier nanos;
    private final ConcurrentMap<String, Level> levels = new ConcurrentHashMap<>();

    /// How a bucket fills.
    ///
    /// @param perSecond how many tokens come in
    /// @param fits how many it holds: what may be done at once after a rest
    record Rate(double perSecond, double fits) {}

    /// What a bucket held at a time, and how it fills.
    private record Level(double tokens, long atNanos, Rate rate) {
        boolean isFull(long nowNanos) {
            return tokens(nowNanos, rate) >= rate.fits();
        }

        /// A rate that has changed since counts from then on.
        double tokens(long nowNanos, Rate now) {
            return Math.min(now.fits(), tokens + (nowNanos - atNanos) / NANOS_PER_SECOND * now.perSecond());
        }
    }

    /// @param perSecond how many tokens come in
    /// @param fits how many a bucket holds: what may be done at once after a rest
    /// @param nanos the time, as [System#nanoTime] has it
    Buckets(double perSecond, double fits, LongSupplier nanos) {
        this.usual = new Rate(perSecond, fits);
        this.nanos = nanos;
    }

    /// Takes a token if there is one.
    ///
    /// @return nothing if it was taken, else the seconds until there is one
    OptionalInt take(String name) {
        return take(name, usual);
    }

    /// Takes a token if there is one, from a bucket that fills in its own way.
    ///
    /// @return nothing if it was taken, else the seconds until there is one
    OptionalInt take(String name, Rate rate) {
        OptionalInt wait = look(name, rate);
        if (wait.isEmpty()) {
            spend(name, rate);
        }
        return wait;
    }

    /// Whether there is a token, without taking it.
    OptionalInt look(String name) {
        return look(name, usual);
    }

    private OptionalInt look(String name, Rate rate) {
        Level level = levels.get(name);
        double tokens = level == null ? rate.fits() : level.tokens(nanos.getAsLong(), rate);
        return tokens >= 1 ? OptionalInt.empty() : OptionalInt.of((int) Math.ceil((1 - tokens) / rate.perSecond()));
    }

    /// Takes a token even if there is none; never goes deeper than one full bucket.
    void spend(String name) {
        spend(name, usual);
    }

    private void spend(String name, Rate rate) {
        long now = nanos.getAsLong();
        if (levels.size() >= NAMES_MAX) {
            levels.values().removeIf(level -> level.isFull(now));
        }
        if (levels.size() >= NAMES_MAX) {
            levels.clear(); // More names at once than any honest use has: to forget them costs less than to keep them.
        }
        levels.compute(
                name,
                (_, level) ->
                        new Level(Math.max(0, (level == null ? rate.fits() : level.tokens(now, rate)) - 1), now, rate));
    }
}
