package io.millrace.topology.stock;

import io.millrace.schemas.registry.SchemaRegistry;
import io.millrace.topology.Lag;
import io.millrace.topology.StreamsSettings;
import java.time.Duration;
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

    private StockApplication(KafkaStreams streams) {
        this.streams = streams;
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
        streams.setUncaughtExceptionHandler(failure -> {
            LOG.error(
                    "A thread of the stock ledger failed and is replaced; what it had not committed is done again",
                    failure);
            return StreamThreadExceptionResponse.REPLACE_THREAD;
        });
        started.set(streams);
        streams.start();
        return new StockApplication(streams);
    }

    /// How it is.
    public KafkaStreams.State state() {
        return streams.state();
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
