package io.millrace.platform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/// The database's files: made once, checksummed, UTF-8, sorted by code point on every machine alike.
final class PostgresCluster {
    private static final String FOLDER = "data";
    private static final String DRAFT_FOLDER = "data.initializing";
    private static final String PASSWORD_FILE = "password.initializing";

    private final Path home;

    PostgresCluster(Path home) {
        this.home = home;
    }

    Path home() {
        return home;
    }

    /// Where a database is made before it moves to its place.
    Path draft() {
        return home.resolve(DRAFT_FOLDER);
    }

    Path database() {
        return home.resolve(FOLDER);
    }

    boolean exists() {
        return Files.exists(database());
    }

    /// Initialises beside and moves into place, so that a crash halfway leaves nothing half made behind.
    void create(PostgresCommand command, Login administrator, boolean flushesToDisk) {
        Path draft = draft();
        try {
            SmallFiles.deleteTree(draft);
            initialise(command, draft, administrator, flushesToDisk);
            Files.move(draft, database(), StandardCopyOption.ATOMIC_MOVE);
            SmallFiles.flush(home);
        } catch (IOException e) {
            throw new PlatformException("The database can't be created in " + home + ": " + e.getMessage(), e);
        }
    }

    private void initialise(PostgresCommand command, Path draft, Login administrator, boolean flushesToDisk)
            throws IOException {
        Path password = home.resolve(PASSWORD_FILE);
        try {
            SmallFiles.write(password, administrator.password() + "\n");
            command.run("initdb", home, arguments(draft, password, administrator, flushesToDisk));
        } finally {
            SmallFiles.delete(password);
        }
    }

    /// Deletes what a creation that was cut off left of the administrator's password.
    void deletePasswordLeftovers() throws IOException {
        SmallFiles.delete(home.resolve(PASSWORD_FILE));
    }

    private static List<String> arguments(Path draft, Path password, Login administrator, boolean flushesToDisk) {
        List<String> arguments = new ArrayList<>(List.of(
                "--pgdata=" + draft,
                "--username=" + administrator.user(),
                "--pwfile=" + password,
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale=C",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8",
                "--data-checksums",
                "--no-instructions"));
        if (!flushesToDisk) {
            arguments.add("--no-sync");
        }
        return arguments;
    }
}
