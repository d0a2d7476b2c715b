package io.millrace.platform;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// Everything Millrace needs beside itself, on one data folder: started together, stopped together.
///
/// If a part does not start, the others are stopped, the folder is given free, and the reason is thrown.
public final class EmbeddedPlatform implements AutoCloseable {
    private final DataFolder folder;
    private final Part<EmbeddedBroker> broker;
    private final Part<EmbeddedPostgres> postgres;
    private final StartTimings timings;
    private final AtomicBoolean closed = new AtomicBoolean();

    private EmbeddedPlatform(
            DataFolder folder, Part<EmbeddedBroker> broker, Part<EmbeddedPostgres> postgres, Duration total) {
        this.folder = folder;
        this.broker = broker;
        this.postgres = postgres;
        this.timings = new StartTimings(broker.startTime(), postgres.startTime(), total);
    }

    /// Takes the folder, checks fixed ports, starts all parts at once and returns when they are ready.
    public static EmbeddedPlatform start(Options options) {
        long started = System.nanoTime();
        DataFolder folder = DataFolder.open(options.folder());
        boolean ready = false;
        try {
            Ports.requireFree(options.broker().port());
            Ports.requireFree(options.postgres().port());
            EmbeddedPlatform platform = startParts(folder, options, started);
            ready = true;
            return platform;
        } finally {
            if (!ready) {
                folder.close();
            }
        }
    }

    private static EmbeddedPlatform startParts(DataFolder folder, Options options, long started) {
        List<CompletableFuture<? extends Part<?>>> starting = new ArrayList<>();
        boolean ready = false;
        try (ExecutorService tasks = Executors.newVirtualThreadPerTaskExecutor()) {
            var broker = begin(tasks, () -> EmbeddedBroker.start(folder, options.broker()), EmbeddedBroker::close);
            starting.add(broker);
            var postgres =
                    begin(tasks, () -> EmbeddedPostgres.start(folder, options.postgres()), EmbeddedPostgres::close);
            starting.add(postgres);
            // A part that needs the broker joins in here: broker.thenApply(ready -> ...), added to the list as well.
            CompletableFuture.allOf(starting.toArray(CompletableFuture[]::new)).join();
            ready = true;
            return new EmbeddedPlatform(folder, broker.join(), postgres.join(), since(started));
        } catch (CompletionException e) {
            throw e.getCause() instanceof PlatformException reason
                    ? reason
                    : new PlatformException("The embedded platform can't start: " + e.getCause(), e.getCause());
        } finally {
            if (!ready) {
                starting.stream()
                        .filter(part -> !part.isCompletedExceptionally())
                        .forEach(part -> part.join().stop().run());
            }
        }
    }

    private static <T> CompletableFuture<Part<T>> begin(
            ExecutorService tasks, Supplier<T> starter, Consumer<T> stopper) {
        return CompletableFuture.supplyAsync(
                () -> {
                    long started = System.nanoTime();
                    T running = starter.get();
                    return new Part<>(running, () -> stopper.accept(running), since(started));
                },
                tasks);
    }

    public DataFolder folder() {
        return folder;
    }

    public EmbeddedBroker broker() {
        return broker.running();
    }

    public EmbeddedPostgres postgres() {
        return postgres.running();
    }

    /// How long each part took to start.
    public StartTimings timings() {
        return timings;
    }

    /// Completes with the reason if a part breaks while running, after which only a restart helps.
    public CompletionStage<PlatformException> failure() {
        return broker.running().failure().applyToEither(postgres.running().failure(), reason -> reason);
    }

    /// Stops all parts at once and gives the folder free. Closing twice is harmless.
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        try (folder;
                ExecutorService tasks = Executors.newVirtualThreadPerTaskExecutor()) {
            CompletableFuture.allOf(
                            CompletableFuture.runAsync(broker.stop(), tasks),
                            CompletableFuture.runAsync(postgres.stop(), tasks))
                    .join();
        }
    }

    private static Duration since(long startedNanos) {
        return Duration.ofNanos(System.nanoTime() - startedNanos);
    }

    /// Where the data is, and how each part runs.
    public record Options(Path folder, EmbeddedBroker.Options broker, EmbeddedPostgres.Options postgres) {
        /// Any free ports, everything else as in earnest: for tests.
        public static Options onAnyPorts(Path folder) {
            return new Options(folder, EmbeddedBroker.Options.onAnyPorts(), EmbeddedPostgres.Options.onAnyPort());
        }
    }

    /// From the call to ready, per part and in total. The parts start at the same time.
    public record StartTimings(Duration broker, Duration postgres, Duration total) {}

    private record Part<T>(T running, Runnable stop, Duration startTime) {}
}
