package io.millrace.benchmarks.chaos;

import io.millrace.platform.DataFolder;
import io.millrace.platform.Durability;
import io.millrace.platform.EmbeddedBroker;
import io.millrace.platform.PortChoice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A broker that is there to be killed: in a process of its own, until its parent lets go of it.
final class ChaosBroker {
    private ChaosBroker() {}

    /// Takes its folder, its port, 0 for any, and a file to write its address to once it is ready.
    public static void main(String[] arguments) throws IOException {
        PortChoice port = new PortChoice("kafka.port", Integer.parseInt(arguments[1]));
        try (DataFolder folder = DataFolder.open(Path.of(arguments[0]));
                EmbeddedBroker broker =
                        EmbeddedBroker.start(folder, EmbeddedBroker.Options.on(port, Durability.PROCESS))) {
            Files.writeString(Path.of(arguments[2]), broker.bootstrapServers());
            while (System.in.read() >= 0) {
                // The parent says nothing; when it is gone, so are we.
            }
        }
    }
}
