package io.millrace.platform;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.metadata.storage.Formatter;

/// The broker's folder: formatted once, with a cluster id that stays for good.
final class BrokerStorage {
    private static final String FOLDER = "kafka";
    private static final String DRAFT_FOLDER = "kafka.formatting";

    private BrokerStorage() {}

    /// Formats beside and moves into place, so that a crash halfway leaves nothing half formatted behind.
    static Path prepare(DataFolder data) {
        Path folder = data.path().resolve(FOLDER);
        if (Files.exists(folder)) {
            return folder;
        }
        SmallFiles.deleteTree(data.path().resolve(DRAFT_FOLDER));
        Path draft = data.folder(DRAFT_FOLDER);
        try {
            format(draft);
            Files.move(draft, folder, StandardCopyOption.ATOMIC_MOVE);
            SmallFiles.flush(data.path());
        } catch (IOException e) {
            throw new PlatformException("The broker's folder " + folder + " can't be formatted: " + e.getMessage(), e);
        }
        return folder;
    }

    private static void format(Path folder) throws IOException {
        Formatter formatter = new Formatter()
                .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
                .setNodeId(BrokerSettings.NODE_ID)
                .setClusterId(Uuid.randomUuid().toString())
                .setControllerListenerName(BrokerSettings.CONTROLLER_LISTENER)
                .setMetadataLogDirectory(folder.toString())
                .addDirectory(folder.toString());
        try {
            formatter.run();
        } catch (IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) { // Kafka declares nothing narrower.
            throw new IOException(e);
        }
    }
}
