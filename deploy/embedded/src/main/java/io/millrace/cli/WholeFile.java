package io.millrace.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;

/// Writes a file so that it is there as a whole or not at all.
final class WholeFile {
    private WholeFile() {}

    /// Before anything is computed that could not be written.
    static void checkFolder(Path file) {
        folder(file);
    }

    private static Path folder(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw new CommandFailure("There is no folder for " + file + ".", "Create " + folder + " first.");
        }
        return folder;
    }

    static void write(Path file, String text) throws IOException {
        Path folder = folder(file);
        // Not a temporary file of the JDK, which only its owner could read afterwards.
        Path unfinished = folder.resolve("." + file.getFileName() + "-" + UUID.randomUUID() + ".tmp");
        try {
            Files.writeString(unfinished, text);
            Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }
}
