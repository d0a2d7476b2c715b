package io.millrace.ledger.route;

import java.time.Duration;

/// How long a question may take.
///
/// @param hedgeAfter after how long without an answer the next node is asked as well
/// @param roundAtMost for how long answers are waited for when all have been asked
/// @param retryAfter how long to wait before all are asked again
/// @param budget after how long the question is given up
public record Patience(Duration hedgeAfter, Duration roundAtMost, Duration retryAfter, Duration budget) {
    public static final Patience DEFAULT =
            new Patience(Duration.ofMillis(20), Duration.ofMillis(200), Duration.ofMillis(25), Duration.ofSeconds(2));
}
