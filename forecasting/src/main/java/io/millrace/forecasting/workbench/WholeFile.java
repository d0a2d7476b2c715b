package io.millrace.forecasting.workbench;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/// Writes a file that is there whole or not at all: beside its place first, then moved into it.
final class WholeFile {
    private static final String PART = ".part";

    private WholeFile() {}

    /// What is written.
    @FunctionalInterface
    interface Content {
        void writeTo(Writer writer) throws IOException;
    }

    static void write(Path file, Content content) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw new IOException("There is no folder " + folder + " to write " + file.getFileName() + " into");
        }
        String prefix = "." + file.getFileName() + ".";
        removeAbandoned(folder, prefix);
        // Not a temporary file, which none but its owner could read.
        Path aside = folder.resolve(prefix + ProcessHandle.current().pid() + PART);
        try {
            try (BufferedWriter writer = Files.newBufferedWriter(aside, StandardCharsets.UTF_8)) {
                content.writeTo(writer);
            }
            moved(aside, file);
        } finally {
            Files.deleteIfExists(aside);
        }
    }

    /// Takes away what programs left that were ended while they wrote the same file.
    private static void removeAbandoned(Path folder, String prefix) throws IOException {
        try (DirectoryStream<Path> parts = Files.newDirectoryStream(folder, path -> isPart(path, prefix))) {
            for (Path part : parts) {
                String name = part.getFileName().toString();
                String owner = name.substring(prefix.length(), name.length() - PART.length());
                boolean alive = owner.chars().allMatch(Character::isDigit)
                        && ProcessHandle.of(Long.parseLong(owner)).isPresent();
                if (!alive) {
                    Files.deleteIfExists(part);
                }
            }
        }
    }

    private static boolean isPart(Path path, String prefix) {
        String name = path.getFileName().toString();
        return name.startsWith(prefix) && name.endsWith(PART) && name.length() > prefix.length() + PART.length();
    }

    private static void moved(Path aside, Path file) throws IOException {
        try {
            Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException unsupported) {
            Files.move(aside, file, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
