package io.millrace.benchmarks.ledger;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/// What is held in memory and on disk.
public final class Footprint {
    static final double MEGABYTE = 1e6;

    private Footprint() {}

    /// What is live on the heap of this JVM, in MB.
    static double heapMegabytes() {
        System.gc();
        System.gc(); // What the first one only prepared for release, the second releases.
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / MEGABYTE;
    }

    /// The sizes of all files below a folder; none if there is no such folder.
    static long bytesBelow(Path folder) {
        if (!Files.exists(folder)) {
            return 0;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.mapToLong(Footprint::bytesOf).sum();
        } catch (IOException unreadable) {
            throw new UncheckedIOException("cannot measure " + folder, unreadable);
        }
    }

    private static long bytesOf(Path file) {
        try {
            return Files.isRegularFile(file) ? Files.size(file) : 0;
        } catch (IOException goneMeanwhile) {
            return 0;
        }
    }
}
