package io.millrace.benchmarks.chaos;

import io.millrace.schemas.registry.HttpSchemaRegistry;
import io.millrace.schemas.registry.RegistryOptions;
import io.millrace.schemas.registry.SchemaRegistry;
import io.millrace.topology.RunningStreams;
import io.millrace.topology.StreamsSettings;
import io.millrace.topology.stock.StockApplication;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/// A node that is there to be killed: the stock ledger in a process of its own, until its parent lets go of it.
final class ChaosNode {
    private static final Duration COMMIT_EVERY = Duration.ofMillis(100);

    private ChaosNode() {}

    /// Takes the broker's address, the registry's, the number of partitions, the folder, and its name.
    public static void main(String[] arguments) throws IOException {
        SchemaRegistry registry = new HttpSchemaRegistry(RegistryOptions.of(arguments[1]));
        StreamsSettings settings = new StreamsSettings(
                Map.of("bootstrap.servers", arguments[0]), Path.of(arguments[3]), arguments[4], 1, 1, COMMIT_EVERY);
        try (RunningStreams _ = StockApplication.start(settings, "", Integer.parseInt(arguments[2]), registry)) {
            while (System.in.read() >= 0) {
                // The parent says nothing; when it is gone, so are we.
            }
        }
    }
}
