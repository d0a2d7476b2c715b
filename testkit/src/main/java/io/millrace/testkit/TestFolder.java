package io.millrace.testkit;

import io.millrace.platform.DataFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// A data folder that is deleted when closed.
final class TestFolder implements AutoCloseable {
    private final DataFolder data;

    private TestFolder(DataFolder data) {
        this.data = data;
    }

    static TestFolder create() {
        try {
            return new TestFolder(DataFolder.open(Files.createTempDirectory("millrace-test-")));
        } catch (IOException e) {
            throw new UncheckedIOException("No temporary folder can be created", e);
        }
    }

    /// Where programs stay unpacked from one test run to the next.
    static Path cache() {
        String configured = System.getenv("XDG_CACHE_HOME");
        Path caches = configured == null || configured.isBlank()
                ? Path.of(System.getProperty("user.home"), ".cache")
                : Path.of(configured);
        return caches.resolve("millrace").resolve("postgres");
    }

    DataFolder data() {
        return data;
    }

    @Override
    public void close() {
        data.close();
        try (Stream<Path> tree = Files.walk(data.path())) {
            List<Path> deepestFirst = tree.sorted(Comparator.reverseOrder()).toList();
            for (Path path : deepestFirst) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot delete " + data.path(), e);
        }
    }
}
