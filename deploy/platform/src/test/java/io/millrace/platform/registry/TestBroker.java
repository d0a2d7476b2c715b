package io.millrace.platform.registry;

import io.millrace.platform.DataFolder;
import io.millrace.platform.EmbeddedBroker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// One real broker for the tests of this package, on a folder that goes with it.
final class TestBroker implements AutoCloseable {
    private final DataFolder folder;
    private final EmbeddedBroker broker;

    private TestBroker(DataFolder folder) {
        this.folder = folder;
        this.broker = EmbeddedBroker.start(folder, EmbeddedBroker.Options.onAnyPorts());
    }

    static TestBroker start() {
        try {
            return new TestBroker(DataFolder.open(Files.createTempDirectory("registry-broker")));
        } catch (IOException noFolder) {
            throw new UncheckedIOException(noFolder);
        }
    }

    String bootstrapServers() {
        return broker.bootstrapServers();
    }

    @Override
    public void close() {
        broker.close();
        folder.close();
        try (Stream<Path> files = Files.walk(folder.path())) {
            List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : deepestFirst) {
                Files.deleteIfExists(file);
            }
        } catch (IOException stays) {
            throw new UncheckedIOException(stays);
        }
    }
}
