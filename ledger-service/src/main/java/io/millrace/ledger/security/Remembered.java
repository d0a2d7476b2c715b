package io.millrace.ledger.security;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What a store said, remembered for a second: whoever loses something has lost it on every node a second later at
/// most. While the store is away, what was known goes on for ten minutes, so that tills can sell. Safe for many
/// threads.
///
/// @param <V> what is remembered of a name
final class Remembered<V> {
    private static final Logger LOG = LoggerFactory.getLogger(Remembered.class);
    private static final Duration FRESH = Duration.ofSeconds(1);
    private static final Duration KEPT_WHILE_AWAY = Duration.ofMinutes(10);
    private static final int KNOWN_MAX = 10_000;

    private final String what;
    private final InstantSource clock;
    private final ConcurrentMap<String, Known<V>> known = new ConcurrentHashMap<>();

    private record Known<V>(V value, Instant at) {}

    /// @param what it is that is remembered, for people
    Remembered(String what, InstantSource clock) {
        this.what = what;
        this.clock = clock;
    }

    /// What the store says of a name, or said of it lately.
    ///
    /// @param ask asks the store; throws a [StoreAwayException] if it is away
    /// @throws io.millrace.ledger.http.ProblemException if it is away, and nothing is known
    V get(String name, Supplier<V> ask) {
        Instant now = clock.instant();
        Known<V> before = known.get(name);
        if (before != null && now.isBefore(before.at().plus(FRESH))) {
            return before.value();
        }
        try {
            V value = ask.get();
            if (known.size() >= KNOWN_MAX) {
                known.clear();
            }
            known.put(name, new Known<>(value, now));
            return value;
        } catch (StoreAwayException away) {
            if (before != null && now.isBefore(before.at().plus(KEPT_WHILE_AWAY))) {
                return before.value();
            }
            LOG.warn("{} can't be looked up: {}", what, away.getMessage());
            throw Refusals.away(what + " can't be looked up right now.");
        }
    }

    /// Forgets a name, so that it is asked for again.
    void forget(String name) {
        known.remove(name);
    }
}
