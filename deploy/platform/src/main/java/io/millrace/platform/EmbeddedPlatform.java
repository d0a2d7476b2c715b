package io.millrace.platform;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// What Millrace needs beside itself, on one data folder: started together, stopped together. A part that is found
/// elsewhere is left out.
///
/// If a part does not start, the others are stopped, the folder is given free, and the reason is thrown.
public final class EmbeddedPlatform implements AutoCloseable {
    private final DataFolder folder;
    private final Runnable release;
    private final Optional<Part<EmbeddedBroker>> broker;
    private final Optional<Part<EmbeddedPostgres>> postgres;
    private final StartTimings timings;
    private final AtomicBoolean closed = new AtomicBoolean();

    private EmbeddedPlatform(
            DataFolder folder,
            Runnable release,
            Optional<Part<EmbeddedBroker>> broker,
            Optional<Part<EmbeddedPostgres>> postgres,
            Duration total) {
        this.folder = folder;
        this.release = release;
        this.broker = broker;
        this.postgres = postgres;
        this.timings = new StartTimings(broker.map(Part::startTime), postgres.map(Part::startTime), total);
    }

    /// Takes the folder, starts all parts at once and returns when they are ready.
    public static EmbeddedPlatform start(Options options) {
        DataFolder folder = DataFolder.open(options.folder());
        boolean ready = false;
        try {
            EmbeddedPlatform platform = start(folder, folder::close, options);
            ready = true;
            return platform;
        } finally {
            if (!ready) {
                folder.close();
            }
        }
    }

    /// The same on a folder the caller has taken already, which stays the caller's to close, after the platform.
    ///
    /// @throws IllegalArgumentException if the options name another folder
    public static EmbeddedPlatform start(DataFolder folder, Options options) {
        if (!folder.isAt(options.folder())) {
            throw new IllegalArgumentException(
                    "the platform is to start on " + options.folder() + ", but was handed " + folder.path());
        }
        return start(folder, () -> {}, options);
    }

    private static EmbeddedPlatform start(DataFolder folder, Runnable release, Options options) {
        long started = System.nanoTime();
        // First of all: a server left over from a killed owner still holds its port.
        EmbeddedPostgres.endLeftovers(folder);
        options.broker().ifPresent(broker -> {
            Ports.requireFree(broker.port());
            Ports.requireFree(broker.controllerPort());
        });
        options.postgres().ifPresent(postgres -> Ports.requireFree(postgres.port()));
        return startParts(folder, release, options, started);
    }

    private static EmbeddedPlatform startParts(DataFolder folder, Runnable release, Options options, long started) {
        List<CompletableFuture<? extends Part<?>>> starting = new ArrayList<>();
        boolean ready = false;
        try (ExecutorService tasks = Executors.newVirtualThreadPerTaskExecutor()) {
            var broker = options.broker()
                    .map(wanted ->
                            begin(tasks, starting, () -> EmbeddedBroker.start(folder, wanted), EmbeddedBroker::close));
            var postgres = options.postgres()
                    .map(wanted -> begin(
                            tasks, starting, () -> EmbeddedPostgres.start(folder, wanted), EmbeddedPostgres::close));
            CompletableFuture.allOf(starting.toArray(CompletableFuture[]::new)).join();
            ready = true;
            return new EmbeddedPlatform(
                    folder,
                    release,
                    broker.map(CompletableFuture::join),
                    postgres.map(CompletableFuture::join),
                    since(started));
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
            ExecutorService tasks,
            List<CompletableFuture<? extends Part<?>>> starting,
            Supplier<T> starter,
            Consumer<T> stopper) {
        CompletableFuture<Part<T>> part = CompletableFuture.supplyAsync(
                () -> {
                    long started = System.nanoTime();
                    T running = starter.get();
                    return new Part<>(running, () -> stopper.accept(running), since(started));
                },
                tasks);
        starting.add(part);
        return part;
    }

    public DataFolder folder() {
        return folder;
    }

    /// The broker.
    ///
    /// @throws java.util.NoSuchElementException if it was left out
    public EmbeddedBroker broker() {
        return broker.orElseThrow().running();
    }

    /// The database server.
    ///
    /// @throws java.util.NoSuchElementException if it was left out
    public EmbeddedPostgres postgres() {
        return postgres.orElseThrow().running();
    }

    /// How long each part took to start.
    public StartTimings timings() {
        return timings;
    }

    /// Completes with the reason if a part breaks while running, after which only a restart helps.
    public CompletionStage<PlatformException> failure() {
        CompletableFuture<PlatformException> first = new CompletableFuture<>();
        broker.ifPresent(part -> part.running().failure().thenAccept(first::complete));
        postgres.ifPresent(part -> part.running().failure().thenAccept(first::complete));
        return first;
    }

    /// Stops all parts at once and gives the folder free, unless the caller took it. Closing twice is harmless.
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        try (ExecutorService tasks = Executors.newVirtualThreadPerTaskExecutor()) {
            CompletableFuture<?>[] stopping = Stream.concat(broker.stream(), postgres.stream())
                    .map(part -> CompletableFuture.runAsync(part.stop(), tasks))
                    .toArray(CompletableFuture[]::new);
            CompletableFuture.allOf(stopping).join();
        } finally {
            release.run();
        }
    }

    private static Duration since(long startedNanos) {
        return Duration.ofNanos(System.nanoTime() - startedNanos);
    }

    /// Where the data is, and how each part runs; a part that is empty is left out.
    public record Options(
            Path folder, Optional<EmbeddedBroker.Options> broker, Optional<EmbeddedPostgres.Options> postgres) {
        /// Both parts.
        public static Options of(Path folder, EmbeddedBroker.Options broker, EmbeddedPostgres.Options postgres) {
            return new Options(folder, Optional.of(broker), Optional.of(postgres));
        }

        /// Both parts on any free ports, everything else as in earnest: for tests.
        public static Options onAnyPorts(Path folder) {
            return of(folder, EmbeddedBroker.Options.onAnyPorts(), EmbeddedPostgres.Options.onAnyPort());
        }
    }

    /// From the call to ready, per part and in total. The parts start at the same time.
    public record StartTimings(Optional<Duration> broker, Optional<Duration> postgres, Duration total) {}

    private record Part<T>(T running, Runnable stop, Duration startTime) {}
}
