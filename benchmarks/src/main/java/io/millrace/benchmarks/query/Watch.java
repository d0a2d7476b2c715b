package io.millrace.benchmarks.query;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/// Asks one node for one shop's position again and again, and notes what came of it. Belongs to one thread.
final class Watch {
    private static final Duration EVERY = Duration.ofMillis(10);
    private static final int OK = 200;
    private static final int UNAVAILABLE = 503;

    private final URI node;
    private final String path;
    private long asked;
    private long errors;
    private long wrong;
    private long longestGapNanos;

    Watch(URI node, String path) {
        this.node = node;
        this.path = path;
    }

    Watch until(long endNanos) throws IOException {
        long answeredAt = System.nanoTime();
        try (Caller caller = new Caller(node)) {
            while (System.nanoTime() < endNanos) {
                int status = caller.get(path);
                long now = System.nanoTime();
                asked++;
                if (status == OK) {
                    longestGapNanos = Math.max(longestGapNanos, now - answeredAt);
                    answeredAt = now;
                } else {
                    errors += status == UNAVAILABLE ? 1 : 0;
                    wrong += status == UNAVAILABLE ? 0 : 1;
                }
                LockSupport.parkNanos(EVERY.toNanos());
            }
        }
        longestGapNanos = Math.max(longestGapNanos, System.nanoTime() - answeredAt);
        return this;
    }

    long asked() {
        return asked;
    }

    /// How often it was told to ask again later.
    long errors() {
        return errors;
    }

    /// How often it was told something else than the position.
    long wrong() {
        return wrong;
    }

    /// The longest time from one position to the next.
    double longestGapMillis() {
        return longestGapNanos / 1e6;
    }
}
