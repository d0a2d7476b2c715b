package io.millrace.benchmarks.ledger;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KafkaStreams.State;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;

/// A streams application that runs, from ready to closed. If it breaks, whoever waits for it learns why.
final class StreamsRun implements AutoCloseable {
    private static final Duration LONGEST_START = Duration.ofMinutes(3);
    private static final Duration LONGEST_CLOSE = Duration.ofSeconds(30);

    private final KafkaStreams streams;
    private final CompletableFuture<Void> running = new CompletableFuture<>();
    private final CompletableFuture<Throwable> failure = new CompletableFuture<>();

    private StreamsRun(KafkaStreams streams) {
        this.streams = streams;
    }

    /// Starts it and returns when it has its partitions, and its state back.
    static StreamsRun start(KafkaStreams streams) {
        StreamsRun run = new StreamsRun(streams);
        streams.setStateListener((now, before) -> {
            if (now == State.RUNNING) {
                run.running.complete(null);
            }
        });
        streams.setUncaughtExceptionHandler(broken -> {
            run.failure.complete(broken);
            run.running.completeExceptionally(broken);
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        });
        boolean ready = false;
        try {
            streams.start();
            run.awaitRunning();
            ready = true;
            return run;
        } finally {
            if (!ready) {
                run.close();
            }
        }
    }

    private void awaitRunning() {
        try {
            running.get(LONGEST_START.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException broken) {
            throw new IllegalStateException("the streams application broke while starting", broken.getCause());
        } catch (TimeoutException slow) {
            throw new IllegalStateException(
                    "the streams application is not running after " + LONGEST_START.toSeconds() + " s", slow);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a streams application started", interrupted);
        }
    }

    /// Keeps it from taking up records, so that its input can be filled before the clock runs.
    void pause() {
        streams.pause();
    }

    void resume() {
        streams.resume();
    }

    void requireHealthy() {
        Throwable broken = failure.getNow(null);
        if (broken != null) {
            throw new IllegalStateException("the streams application broke", broken);
        }
    }

    /// Stops it and deletes what it had on disk.
    void closeAndForget() {
        close();
        streams.cleanUp();
    }

    /// Stops it. It leaves its group, so that the next start does not have to wait until the group misses it.
    @Override
    public void close() {
        streams.close(CloseOptions.timeout(LONGEST_CLOSE)
                .withGroupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP));
    }
}
