package io.millrace.cli;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.rolling.RollingFileAppender;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/// Creates the log file, and each that follows it, for its owner alone: logs may quote what customers bought.
final class PrivateFileAppender extends RollingFileAppender<ILoggingEvent> {
    static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY_FOLDER =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY_FILE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    @Override
    public void openFile(String name) throws IOException {
        try {
            Files.createFile(Path.of(name), OWNER_ONLY_FILE);
        } catch (FileAlreadyExistsException there) {
            addInfo("Goes on in " + name, there);
        }
        super.openFile(name);
    }
}
