package io.millrace.topology.stock;

import io.millrace.schemas.registry.SchemaRegistry;
import io.millrace.topology.Lag;
import io.millrace.topology.StreamsSettings;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The stock ledger, running in this process.
public final class StockApplication implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StockApplication.class);

    private final KafkaStreams streams;
    private final AtomicReference<Throwable> lastFailure;

    /// How the ledger is.
    public sealed interface Status {
        /// It takes over its partitions; the last failure, if one made it start again.
        record Starting(Optional<String> lastFailure) implements Status {}

        record Running() implements Status {}

        record Stopped() implements Status {}

        /// It gave up, and why.
        record Failed(String cause) implements Status {}
    }

    private StockApplication(KafkaStreams streams, AtomicReference<Throwable> lastFailure) {
        this.streams = streams;
        this.lastFailure = lastFailure;
    }

    /// Starts the ledger on topics that exist.
    public static StockApplication start(
            StreamsSettings streamsSettings, String prefix, int partitions, SchemaRegistry registry) {
        Properties properties = streamsSettings.properties(prefix + StockTopology.APPLICATION);
        // The topology asks for the lag of the application that it is built for.
        AtomicReference<KafkaStreams> started = new AtomicReference<>();
        StockSettings settings = StockSettings.of(prefix, partitions, partition -> {
            KafkaStreams running = started.get();
            return running != null && Lag.isZero(running, partition, Readers.topics(), prefix);
        });
        KafkaStreams streams = new KafkaStreams(StockTopology.build(settings, registry), new StreamsConfig(properties));
        AtomicReference<Throwable> lastFailure = new AtomicReference<>();
        streams.setUncaughtExceptionHandler(failure -> {
            lastFailure.set(failure);
            LOG.error(
                    "A thread of the stock ledger failed and is replaced; what it had not committed is done again",
                    failure);
            return StreamThreadExceptionResponse.REPLACE_THREAD;
        });
        started.set(streams);
        streams.start();
        return new StockApplication(streams, lastFailure);
    }

    /// How it is.
    public KafkaStreams.State state() {
        return streams.state();
    }

    /// How it is, and if it is not well, why.
    public Status status() {
        Optional<String> failure = Optional.ofNullable(lastFailure.get()).map(StockApplication::rootOf);
        return switch (streams.state()) {
            case RUNNING -> new Status.Running();
            case CREATED, REBALANCING -> new Status.Starting(failure);
            case PENDING_SHUTDOWN, NOT_RUNNING -> new Status.Stopped();
            case PENDING_ERROR, ERROR -> new Status.Failed(failure.orElse("the log says why"));
        };
    }

    private static String rootOf(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
    }

    /// Whether it takes in records, as far as it has partitions.
    public boolean isRunning() {
        return streams.state() == KafkaStreams.State.RUNNING;
    }

    @Override
    public void close() {
        streams.close(Duration.ofSeconds(10));
    }
}
