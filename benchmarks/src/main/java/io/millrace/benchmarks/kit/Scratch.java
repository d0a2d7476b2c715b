package io.millrace.benchmarks.kit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/// Folders of benches, which are gone afterwards.
public final class Scratch {
    private Scratch() {}

    /// On the disk of the repository: a folder for temporary files may be in memory, where nothing waits for a disk.
    public static Path target() {
        String home = System.getProperty("millrace.home");
        return (home == null ? Path.of("target") : Path.of(home, "benchmarks", "target")).toAbsolutePath();
    }

    /// Makes a folder there.
    public static Path folder(String name) {
        try {
            return Files.createTempDirectory(Files.createDirectories(target()), name);
        } catch (IOException failed) {
            throw new UncheckedIOException("cannot make a folder for the bench in " + target(), failed);
        }
    }

    /// Deletes a folder with everything in it.
    public static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file :
                    files.sorted((first, second) -> second.compareTo(first)).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException stuck) {
            throw new UncheckedIOException("cannot delete " + folder, stuck);
        }
    }
}
