package io.millrace.testkit;

import java.time.Duration;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.awaitility.core.ThrowingRunnable;

/// Waiting with the house's patience: long enough for a slow machine, and quick to notice.
///
/// Say what is awaited as in "await that the order is posted": it becomes the failure's message.
public final class Await {
    /// How long a test waits before it fails.
    public static final Duration DEADLINE = Duration.ofSeconds(30);

    private static final Duration POLL_INTERVAL = Duration.ofMillis(20);

    private Await() {}

    public static void until(String what, Callable<Boolean> condition) {
        until(what, DEADLINE, condition);
    }

    public static void until(String what, Duration deadline, Callable<Boolean> condition) {
        patient(what, deadline).until(condition);
    }

    /// Waits until the assertion passes; the failure shows the last one that did not.
    public static void untilAsserted(String what, ThrowingRunnable assertion) {
        untilAsserted(what, DEADLINE, assertion);
    }

    public static void untilAsserted(String what, Duration deadline, ThrowingRunnable assertion) {
        patient(what, deadline).untilAsserted(assertion);
    }

    private static ConditionFactory patient(String what, Duration deadline) {
        return Awaitility.await("that " + what)
                .atMost(deadline)
                .pollDelay(Duration.ZERO)
                .pollInterval(POLL_INTERVAL);
    }
}
