package io.millrace.benchmarks.ledger;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;

/// How long the disk takes to make a write last: what every transactional commit waits for.
final class FlushTime {
    private static final int FILE_BYTES = 1024 * 1024;
    private static final int WRITE_BYTES = 8 * 1024;
    private static final double NANOS_PER_MILLI = Duration.ofMillis(1).toNanos();

    private FlushTime() {}

    /// The median of fdatasync after each of so many writes of a page into a file in the folder.
    static double medianMillis(Path folder, int writes) {
        try {
            Path file = Files.createTempFile(folder, "flush", ".bin");
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                channel.write(ByteBuffer.allocate(FILE_BYTES), 0);
                channel.force(true);
                return measure(channel, writes);
            } finally {
                Files.delete(file);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException("cannot measure the disk under " + folder, failed);
        }
    }

    private static double measure(FileChannel channel, int writes) throws IOException {
        long[] nanos = new long[writes];
        for (int i = 0; i < writes; i++) {
            channel.write(ByteBuffer.allocate(WRITE_BYTES), (long) i * WRITE_BYTES % FILE_BYTES);
            long started = System.nanoTime();
            channel.force(false);
            nanos[i] = System.nanoTime() - started;
        }
        Arrays.sort(nanos);
        return nanos[writes / 2] / NANOS_PER_MILLI;
    }
}
