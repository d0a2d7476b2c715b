package io.millrace.topology.stock;

import io.millrace.schemas.registry.SchemaRegistry;
import io.millrace.topology.Lag;
import io.millrace.topology.RunningStreams;
import io.millrace.topology.StreamsSettings;
import io.millrace.topology.stock.query.Copies;
import io.millrace.topology.stock.query.GroupStores;
import io.millrace.topology.stock.query.StockReads;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.streams.StreamsConfig;

/// The stock ledger, running in this process.
public final class StockApplication {
    private static final String APPLICATION = StockTopology.APPLICATION;

    private StockApplication() {}

    /// What can be asked of a ledger that runs in other processes only: where to ask.
    ///
    /// @param admin asks who has which partition; stays the caller's to close
    public static StockReads elsewhere(Admin admin, String prefix, int partitions) {
        return StockReads.elsewhere(admin, prefix + APPLICATION, partitions);
    }

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
        return start(streamsSettings, prefix, partitions, registry, server, LedgerWatch.unwatched());
    }

    /// Starts the ledger on topics that exist, such that other threads can ask what it knows.
    ///
    /// @param server `host:port` where other nodes can ask this one; without, they don't
    /// @param watch who hears of what the ledger does
    public static RunningLedger start(
            StreamsSettings streamsSettings,
            String prefix,
            int partitions,
            SchemaRegistry registry,
            Optional<String> server,
            LedgerWatch watch) {
        // The topology asks for the lag of the application that it is built for.
        AtomicReference<RunningStreams> started = new AtomicReference<>();
        StockSettings settings = StockSettings.of(prefix, partitions, partition -> {
            RunningStreams running = started.get();
            return running != null && Lag.isZero(running.streams(), partition, Readers.topics(), prefix);
        });
        Properties properties = streamsSettings.properties(prefix + APPLICATION);
        server.ifPresent(address -> {
            properties.put(StreamsConfig.APPLICATION_SERVER_CONFIG, address);
            properties.put(StreamsConfig.CLIENT_ID_CONFIG, GroupStores.clientId(prefix + APPLICATION, address));
        });
        Copies copies = new Copies();
        RunningStreams running = RunningStreams.start(
                "the stock ledger",
                StockTopology.build(settings, registry, watch),
                properties,
                streams -> streams.setStandbyUpdateListener(copies));
        started.set(running);
        List<String> topics =
                Readers.topics().stream().map(name -> prefix + name).toList();
        StockReads reads = StockReads.of(running.streams(), copies, partitions, topics);
        return new RunningLedger(running, reads, watch.meter());
    }
}
