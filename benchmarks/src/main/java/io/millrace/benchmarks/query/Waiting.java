package io.millrace.benchmarks.query;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/// Waits until a scene is set, but not for ever.
final class Waiting {
    private static final Duration ENOUGH = Duration.ofMinutes(3);
    private static final Duration POLL = Duration.ofMillis(50);

    private Waiting() {}

    /// @param what is to be, as in "not every position there after 180 s"
    static void until(String what, BooleanSupplier condition) {
        long started = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - started > ENOUGH.toNanos()) {
                throw new IllegalStateException("not " + what + " after " + ENOUGH.toSeconds() + " s");
            }
            LockSupport.parkNanos(POLL.toNanos());
        }
    }
}
