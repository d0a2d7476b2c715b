package io.millrace.topology;

import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A streams application, running in this process. A thread of it that fails is replaced, and what it had not committed
/// is done again.
public final class RunningStreams implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RunningStreams.class);
    private static final String NO_REASON = "the log says why";
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(10);

    private final KafkaStreams streams;
    private final Restores restores = new Restores();
    private final CompletableFuture<Void> begun = new CompletableFuture<>();
    private final AtomicReference<Throwable> lastFailure = new AtomicReference<>();

    /// How an application is.
    public sealed interface Status {
        /// It takes over its partitions; the last failure, if one made it start again.
        record Starting(Optional<String> lastFailure) implements Status {}

        record Running() implements Status {}

        record Stopped() implements Status {}

        /// It gave up, and why.
        record Failed(String cause) implements Status {}
    }

    private RunningStreams(String name, KafkaStreams streams) {
        this.streams = streams;
        streams.setGlobalStateRestoreListener(restores);
        streams.setUncaughtExceptionHandler(failure -> {
            lastFailure.set(failure);
            LOG.error("A thread of {} failed and is replaced; what it had not committed is done again", name, failure);
            return StreamThreadExceptionResponse.REPLACE_THREAD;
        });
    }

    /// Starts an application on topics that exist, and does not wait until it runs: [#status] says how it is.
    ///
    /// @param name what the log calls it, such as `the stock ledger`
    public static RunningStreams start(String name, Topology topology, Properties properties) {
        return start(name, topology, properties, _ -> {});
    }

    /// Starts an application on topics that exist, and does not wait until it runs: [#status] says how it is.
    ///
    /// @param name what the log calls it, such as `the stock ledger`
    /// @param beforeStart sets what can't be set later
    public static RunningStreams start(
            String name, Topology topology, Properties properties, Consumer<KafkaStreams> beforeStart) {
        RunningStreams running = new RunningStreams(name, new KafkaStreams(topology, new StreamsConfig(properties)));
        beforeStart.accept(running.streams);
        Thread.ofPlatform().daemon().name("start of " + name).start(running::begin);
        return running;
    }

    /// What all its nodes share is read, and what is on disk opened, beside what the caller goes on with.
    private void begin() {
        try {
            streams.start();
            begun.complete(null);
        } catch (KafkaException | IllegalStateException broken) {
            lastFailure.set(broken);
            begun.completeExceptionally(broken);
        }
    }

    /// Returns when it has begun to take over its partitions.
    ///
    /// @throws KafkaException if it can't
    /// @throws IllegalStateException if it was closed before it could
    public void awaitBegin() {
        try {
            begun.join();
        } catch (CompletionException failed) {
            throw failed.getCause() instanceof RuntimeException reason ? reason : failed;
        }
    }

    public KafkaStreams streams() {
        return streams;
    }

    /// How far it is in reading its state back.
    public Restores restores() {
        return restores;
    }

    /// How it is, and if it is not well, why.
    public Status status() {
        Optional<String> failure = Optional.ofNullable(lastFailure.get()).map(Failures::rootOf);
        if (begun.isCompletedExceptionally()) {
            return new Status.Failed(failure.orElse(NO_REASON));
        }
        return switch (streams.state()) {
            case RUNNING -> new Status.Running();
            case CREATED, REBALANCING -> new Status.Starting(failure);
            case PENDING_SHUTDOWN, NOT_RUNNING -> new Status.Stopped();
            case PENDING_ERROR, ERROR -> new Status.Failed(failure.orElse(NO_REASON));
        };
    }

    /// Whether it takes in records, as far as it has partitions.
    public boolean isRunning() {
        return streams.state() == KafkaStreams.State.RUNNING;
    }

    @Override
    public void close() {
        streams.close(CLOSE_TIMEOUT);
    }
}
