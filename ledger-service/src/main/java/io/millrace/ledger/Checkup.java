package io.millrace.ledger;

import io.millrace.ledger.HealthCheck.Health;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Makes checks all at once and waits a moment only: who asks for health gets an answer, whatever hangs.
final class Checkup {
    private static final Logger LOG = LoggerFactory.getLogger(Checkup.class);
    private static final int PATIENCE_SECONDS = 2;

    private final ExecutorService tasks = Executors.newVirtualThreadPerTaskExecutor();

    /// What each check found, in the order of the checks. One that is still looking in the end is interrupted.
    List<Health> of(List<HealthCheck> checks) {
        List<Callable<Health>> looks = new ArrayList<>();
        checks.forEach(check -> looks.add(check::check));
        try {
            return tasks.invokeAll(looks, PATIENCE_SECONDS, TimeUnit.SECONDS).stream()
                    .map(Checkup::outcome)
                    .toList();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return checks.stream()
                    .<Health>map(check -> new Health.Down("The service is stopping."))
                    .toList();
        }
    }

    private static Health outcome(Future<Health> look) {
        return switch (look.state()) {
            case SUCCESS -> look.resultNow();
            case FAILED -> {
                LOG.error("A health check failed", look.exceptionNow());
                yield new Health.Down("The check itself failed: " + look.exceptionNow());
            }
            case CANCELLED, RUNNING -> new Health.Down("It does not answer within " + PATIENCE_SECONDS + " s.");
        };
    }

    /// Interrupts what is still looking.
    void stop() {
        tasks.shutdownNow();
    }
}
