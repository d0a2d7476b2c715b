package io.millrace.benchmarks.ledger;

import java.time.Duration;

/// Nanoseconds as the seconds of a rate.
final class Rates {
    static final double NANOS_PER_SECOND = Duration.ofSeconds(1).toNanos();

    private Rates() {}

    static double secondsSince(long startedNanos) {
        return (System.nanoTime() - startedNanos) / NANOS_PER_SECOND;
    }
}
