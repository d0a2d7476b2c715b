package io.millrace.ledger.forecasting.api;

import io.millrace.ledger.http.Problem;
import io.millrace.ledger.http.ProblemException;
import io.millrace.ledger.http.ProblemType;
import io.millrace.ledger.live.TopicFollower.Reach;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/// Waits a moment for this node to see what was just written.
final class Waiting {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final long LOOK_MILLIS = 20;
    private static final int RETRY_SECONDS = 2;

    private Waiting() {}

    /// Whether it came true in time.
    static boolean until(BooleanSupplier seen) {
        CountDownLatch never = new CountDownLatch(1);
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        try {
            while (!seen.getAsBoolean()) {
                if (System.nanoTime() > deadline || never.await(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
                    return false;
                }
            }
            return true;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /// Refuses a request while what there is has not been read.
    static void requireRead(Reach reach) {
        if (reach.asOf().isEmpty()) {
            throw new ProblemException(
                    Problem.of(ProblemType.UNAVAILABLE, "This node still reads what there is; ask again soon.")
                            .retryAfter(RETRY_SECONDS));
        }
    }
}
