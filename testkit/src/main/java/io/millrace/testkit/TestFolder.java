package io.millrace.testkit;

import io.millrace.platform.DataFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/// A data folder that is deleted when closed.
final class TestFolder implements AutoCloseable {
    private final DataFolder data;

    private TestFolder(DataFolder data) {
        this.data = data;
    }

    static TestFolder create() {
        try {
            Path folder = Files.createTempDirectory("millrace-test-");
            boolean open = false;
            try {
                TestFolder opened = new TestFolder(DataFolder.open(folder));
                open = true;
                return opened;
            } finally {
                if (!open) {
                    delete(folder);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("No temporary folder can be created", e);
        }
    }

    /// Starts what is to run on this folder, which is closed if that fails.
    <T> T startOn(Function<DataFolder, T> starter) {
        boolean started = false;
        try {
            T running = starter.apply(data);
            started = true;
            return running;
        } finally {
            if (!started) {
                close();
            }
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

    @Override
    public void close() {
        data.close();
        delete(data.path());
    }

    private static void delete(Path folder) {
        try (Stream<Path> tree = Files.walk(folder)) {
            List<Path> deepestFirst = tree.sorted(Comparator.reverseOrder()).toList();
            for (Path path : deepestFirst) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot delete " + folder, e);
        }
    }
}
