package io.millrace.topology.intake;

import io.millrace.topology.Failures;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Threads that are replaced when they fail, until they are told to end.
final class KeptThreads implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(KeptThreads.class);
    private static final Duration REPLACED_AFTER = Duration.ofSeconds(1);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(10);

    private final ScheduledExecutorService replacing = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("intake-keeper").daemon().factory());
    private final Map<String, Thread> running = new HashMap<>();
    private final AtomicReference<@Nullable Throwable> lastFailure = new AtomicReference<>();
    private volatile boolean ending;

    /// What a thread does. It asks now and then whether it is to end.
    @FunctionalInterface
    interface Work {
        void run(BooleanSupplier ending);
    }

    /// Starts a thread, and starts it again whenever it fails.
    void keep(String name, Work work) {
        synchronized (running) {
            if (ending) {
                return;
            }
            Thread thread = Thread.ofPlatform()
                    .name(name)
                    .uncaughtExceptionHandler((_, failure) -> replace(name, work, failure))
                    .unstarted(() -> work.run(() -> ending));
            running.put(name, thread);
            thread.start();
        }
    }

    private void replace(String name, Work work, Throwable failure) {
        lastFailure.set(failure);
        if (ending) {
            LOG.warn("{} failed while it ended; what it had not committed is done again", name, failure);
            return;
        }
        LOG.error("{} failed and is replaced; what it had not committed is done again", name, failure);
        var _ = replacing.schedule(() -> keep(name, work), REPLACED_AFTER.toMillis(), TimeUnit.MILLISECONDS);
    }

    /// Why a thread was replaced last, if one was.
    Optional<String> lastFailure() {
        return Optional.ofNullable(lastFailure.get()).map(Failures::rootOf);
    }

    boolean isEnding() {
        return ending;
    }

    /// Tells all to end and waits until they have, within reason.
    @Override
    public void close() {
        List<Thread> threads;
        synchronized (running) {
            ending = true;
            threads = new ArrayList<>(running.values());
        }
        replacing.shutdownNow();
        for (Thread thread : threads) {
            join(thread);
        }
    }

    private static void join(Thread thread) {
        try {
            if (!thread.join(CLOSE_TIMEOUT)) {
                LOG.warn(
                        "{} has not ended within {} s; what it had not committed is done again",
                        thread.getName(),
                        CLOSE_TIMEOUT.toSeconds());
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
