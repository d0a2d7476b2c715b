package io.millrace.topology.stock;

import io.millrace.schemas.registry.SchemaRegistry;
import io.millrace.topology.Lag;
import io.millrace.topology.RunningStreams;
import io.millrace.topology.StreamsSettings;
import java.util.concurrent.atomic.AtomicReference;

/// The stock ledger, running in this process.
public final class StockApplication {
    private StockApplication() {}

    /// Starts the ledger on topics that exist.
    public static RunningStreams start(
            StreamsSettings streamsSettings, String prefix, int partitions, SchemaRegistry registry) {
        // The topology asks for the lag of the application that it is built for.
        AtomicReference<RunningStreams> started = new AtomicReference<>();
        StockSettings settings = StockSettings.of(prefix, partitions, partition -> {
            RunningStreams running = started.get();
            return running != null && Lag.isZero(running.streams(), partition, Readers.topics(), prefix);
        });
        RunningStreams running = RunningStreams.start(
                "the stock ledger",
                StockTopology.build(settings, registry),
                streamsSettings.properties(prefix + StockTopology.APPLICATION));
        started.set(running);
        return running;
    }
}
