package io.millrace.topology.demand;

import io.millrace.schemas.registry.SchemaRegistry;
import io.millrace.schemas.topics.Topics;
import io.millrace.topology.Lag;
import io.millrace.topology.RunningStreams;
import io.millrace.topology.StreamsSettings;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/// The demand application, running in this process.
public final class DemandApplication {
    private DemandApplication() {}

    /// Starts it on topics that exist.
    public static RunningStreams start(
            StreamsSettings streamsSettings, String prefix, int partitions, SchemaRegistry registry) {
        // The topology asks for the lag of the application that it is built for.
        AtomicReference<RunningStreams> started = new AtomicReference<>();
        List<String> journal = List.of(Topics.JOURNAL.name());
        DemandSettings settings = DemandSettings.of(prefix, partitions, partition -> {
            RunningStreams running = started.get();
            return running != null && Lag.isZero(running.streams(), partition, journal, prefix);
        });
        RunningStreams running = RunningStreams.start(
                "demand",
                DemandTopology.build(settings, registry),
                streamsSettings.properties(prefix + DemandTopology.APPLICATION));
        started.set(running);
        return running;
    }
}
