package io.millrace.topology.stock;

import io.millrace.schemas.registry.SchemaRegistry;
import io.millrace.topology.Lag;
import io.millrace.topology.RunningStreams;
import io.millrace.topology.StreamsSettings;
import io.millrace.topology.stock.query.Copies;
import io.millrace.topology.stock.query.StockReads;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.streams.StreamsConfig;

/// The stock ledger, running in this process.
public final class StockApplication {
    private StockApplication() {}

    /// Starts the ledger on topics that exist.
    public static RunningStreams start(
            StreamsSettings streamsSettings, String prefix, int partitions, SchemaRegistry registry) {
        return start(streamsSettings, prefix, partitions, registry, Optional.empty())
                .streams();
    }

    /// Starts the ledger on topics that exist, such that other threads can ask what it knows.
    ///
    /// @param server `host:port` where other nodes can ask this one; without, they don't
    public static RunningLedger start(
            StreamsSettings streamsSettings,
            String prefix,
            int partitions,
            SchemaRegistry registry,
            Optional<String> server) {
        // The topology asks for the lag of the application that it is built for.
        AtomicReference<RunningStreams> started = new AtomicReference<>();
        StockSettings settings = StockSettings.of(prefix, partitions, partition -> {
            RunningStreams running = started.get();
            return running != null && Lag.isZero(running.streams(), partition, Readers.topics(), prefix);
        });
        Properties properties = streamsSettings.properties(prefix + StockTopology.APPLICATION);
        server.ifPresent(address -> properties.put(StreamsConfig.APPLICATION_SERVER_CONFIG, address));
        Copies copies = new Copies();
        RunningStreams running = RunningStreams.start(
                "the stock ledger",
                StockTopology.build(settings, registry),
                properties,
                streams -> streams.setStandbyUpdateListener(copies));
        started.set(running);
        List<String> topics =
                Readers.topics().stream().map(name -> prefix + name).toList();
        return new RunningLedger(running, StockReads.of(running.streams(), copies, partitions, topics));
    }
}
