package io.millrace.platform;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;

/// PostgreSQL's own log: a file and one older one, each of bounded size.
final class PostgresLog {
    private static final long LARGEST_BYTES = 10L * 1024 * 1024;
    private static final int LINES_QUOTED = 8;

    private final Path file;
    private final long largestBytes;

    PostgresLog(Path file) {
        this(file, LARGEST_BYTES);
    }

    PostgresLog(Path file, long largestBytes) {
        this.file = file;
        this.largestBytes = largestBytes;
    }

    Path file() {
        return file;
    }

    /// Sets the old content aside once it is large. The server goes on appending to the same, now empty, file.
    void bound() throws IOException {
        if (sizeBytes() > largestBytes) {
            Files.copy(file, file.resolveSibling(file.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                channel.truncate(0);
            }
        }
    }

    long sizeBytes() throws IOException {
        return Files.exists(file) ? Files.size(file) : 0;
    }

    /// The last few lines written after the given size: what went wrong since then.
    String since(long sizeBytes) throws IOException {
        if (sizeBytes() <= sizeBytes) {
            return "";
        }
        byte[] bytes = Files.readAllBytes(file);
        int from = (int) Math.min(sizeBytes, bytes.length);
        List<String> lines = new String(bytes, from, bytes.length - from, StandardCharsets.UTF_8)
                .lines()
                .toList();
        return String.join("\n", lines.subList(Math.max(0, lines.size() - LINES_QUOTED), lines.size()));
    }
}
