package io.millrace.topology.demand;

import io.millrace.schemas.registry.InMemorySchemaRegistry;
import io.millrace.schemas.registry.SchemaRegistry;
import io.millrace.schemas.topics.Topic;
import io.millrace.schemas.topics.Topics;
import io.millrace.schemas.wire.Subjects;
import io.millrace.testkit.ChildJvm;
import io.millrace.topology.RunningStreams;
import io.millrace.topology.StreamsSettings;
import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/// Demand in a process of its own, there to be killed; it ends when its parent lets go of it.
final class DemandNode {
    private DemandNode() {}

    /// A registry that gives every process the same ids.
    static SchemaRegistry registry(String prefix) {
        SchemaRegistry registry = new InMemorySchemaRegistry();
        for (Topic<?, ?> topic : Topics.shared()) {
            registry.register(
                    Subjects.ofValue(prefix + topic.name()), topic.value().schema());
        }
        return registry;
    }

    static Process start(String bootstrapServers, String prefix, int partitions, Path folder) throws IOException {
        File log = folder.resolve("node.log").toFile();
        return ChildJvm.start(
                DemandNode.class,
                Redirect.appendTo(log),
                bootstrapServers,
                prefix,
                String.valueOf(partitions),
                folder.resolve("streams").toString());
    }

    /// Takes the broker's address, the topics' prefix, the number of partitions and the folder.
    public static void main(String[] arguments) throws IOException {
        StreamsSettings settings = new StreamsSettings(
                Map.of("bootstrap.servers", arguments[0]),
                Path.of(arguments[3]),
                "node-1",
                1,
                0,
                Duration.ofMillis(100));
        try (RunningStreams _ = DemandApplication.start(
                settings, arguments[1], Integer.parseInt(arguments[2]), registry(arguments[1]))) {
            while (System.in.read() >= 0) {
                // The parent says nothing; when it is gone, so are we.
            }
        }
    }
}
