package io.millrace.schemas.registry;

import io.millrace.schemas.registry.SchemaRegistryException.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// Asks the nodes of a registry until one answers: the next node at once if one fails, all of them again after a pause,
/// never longer than the options allow.
final class RegistryTransport implements AutoCloseable {
    private final RegistryOptions options;
    private final RegistryNodes nodes;
    private final Waiting waiting;
    private final CountDownLatch closed;
    private final AtomicInteger preferred = new AtomicInteger();

    /// What makes waiting testable.
    ///
    /// @param nanoTime a clock that never goes back
    /// @param chance numbers from 0 to 1
    record Waiting(LongSupplier nanoTime, DoubleSupplier chance, Pause pause) {}

    /// Waits, and says whether it was interrupted by closing.
    interface Pause {
        boolean closedWithin(long millis) throws InterruptedException;
    }

    private RegistryTransport(RegistryOptions options, Waiting waiting, CountDownLatch closed) {
        this.options = options;
        this.nodes = new RegistryNodes(options);
        this.waiting = waiting;
        this.closed = closed;
    }

    static RegistryTransport open(RegistryOptions options) {
        CountDownLatch closed = new CountDownLatch(1);
        Waiting real = new Waiting(
                System::nanoTime,
                () -> ThreadLocalRandom.current().nextDouble(),
                millis -> closed.await(millis, TimeUnit.MILLISECONDS));
        return new RegistryTransport(options, real, closed);
    }

    static RegistryTransport open(RegistryOptions options, Waiting waiting) {
        return new RegistryTransport(options, waiting, new CountDownLatch(1));
    }

    /// @throws SchemaRegistryException UNAVAILABLE if no node answered in time
    RegistryAnswer send(RegistryRequest request) {
        long startNanos = waiting.nanoTime().getAsLong();
        for (int round = 0; ; round++) {
            List<RegistryAttempt.Failed> failures = new ArrayList<>();
            RegistryAnswer answer = askAll(request, startNanos, failures);
            if (answer != null) {
                return answer;
            }
            long delayMillis = delayMillis(round, failures);
            if (round >= options.retriesMax() || delayMillis >= remainingMillis(startNanos)) {
                throw unavailable(request, failures, round + 1);
            }
            pause(request, delayMillis);
        }
    }

    private @Nullable RegistryAnswer askAll(
            RegistryRequest request, long startNanos, List<RegistryAttempt.Failed> failures) {
        int first = preferred.get();
        int count = options.urls().size();
        for (int i = 0; i < count; i++) {
            int node = (first + i) % count;
            long timeoutMillis = Math.min(options.requestTimeoutMillis(), remainingMillis(startNanos));
            if (timeoutMillis <= 0 && !failures.isEmpty()) {
                return null;
            }
            requireOpen(request);
            switch (nodes.ask(options.urls().get(node), request, Math.max(1, timeoutMillis))) {
                case RegistryAttempt.Answered answered -> {
                    preferred.set(node);
                    return answered.answer();
                }
                case RegistryAttempt.Failed failed -> {
                    failures.add(failed);
                    if (!failed.othersMayKnow()) {
                        return null;
                    }
                }
            }
        }
        return null;
    }

    private long delayMillis(int round, List<RegistryAttempt.Failed> failures) {
        long backoff = RetryDelays.backoffMillis(
                options.retryDelayMillis(), round, waiting.chance().getAsDouble());
        return failures.stream()
                .mapToLong(failed -> failed.retryAfterMillis().orElse(backoff))
                .min()
                .orElse(backoff);
    }

    private long remainingMillis(long startNanos) {
        long elapsed = waiting.nanoTime().getAsLong() - startNanos;
        return options.totalTimeoutMillis() - TimeUnit.NANOSECONDS.toMillis(elapsed);
    }

    private void pause(RegistryRequest request, long millis) {
        try {
            waiting.pause().closedWithin(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SchemaRegistryException(
                    Reason.UNAVAILABLE,
                    "interrupted while waiting to ask the registry again for " + request.about(),
                    e);
        }
        requireOpen(request);
    }

    private void requireOpen(RegistryRequest request) {
        if (closed.getCount() == 0) {
            throw new SchemaRegistryException(
                    Reason.UNAVAILABLE, "the registry client was closed; " + request.about() + " was not asked for");
        }
    }

    private static SchemaRegistryException unavailable(
            RegistryRequest request, List<RegistryAttempt.Failed> failures, int rounds) {
        List<String> reasons =
                failures.stream().map(RegistryAttempt.Failed::why).toList();
        String message = "the schema registry could not be asked for " + request.about() + ", tried "
                + (rounds == 1 ? "once" : rounds + " times") + ": " + String.join("; ", reasons)
                + ". Check that it runs and that schema.registry.url is right";
        SchemaRegistryException unavailable = new SchemaRegistryException(
                Reason.UNAVAILABLE, message, failures.getFirst().cause());
        failures.stream()
                .skip(1)
                .map(RegistryAttempt.Failed::cause)
                .filter(cause -> cause != null)
                .forEach(unavailable::addSuppressed);
        return unavailable;
    }

    @Override
    public void close() {
        closed.countDown();
        nodes.close();
    }
}
