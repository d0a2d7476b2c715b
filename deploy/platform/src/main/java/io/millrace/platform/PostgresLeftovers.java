package io.millrace.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What a killed owner leaves behind: a server or an `initdb` that runs on, or the pid file of a server that does not.
///
/// Only for the holder of the data folder's lock: whoever runs on this folder then has lost its owner.
final class PostgresLeftovers {
    static final String PID_FILE = "postmaster.pid";

    private static final Logger LOG = LoggerFactory.getLogger(PostgresLeftovers.class);
    private static final List<String> PROGRAMS = List.of("postgres", "initdb");
    private static final Path PROC = Path.of("/proc");
    private static final Duration LONGEST_FAST_STOP = Duration.ofSeconds(20);
    private static final Duration LONGEST_QUICK_STOP = Duration.ofSeconds(5);

    private final PostgresCluster cluster;
    private final Path database;
    private final List<Path> workingFolders;

    PostgresLeftovers(PostgresCluster cluster) {
        this.cluster = cluster;
        this.database = cluster.database();
        this.workingFolders = List.of(cluster.home(), cluster.draft(), cluster.database());
    }

    /// Ends orphaned servers and removes a stale pid file or password file. Processes that merely reuse an old pid are
    /// left alone.
    void clear() {
        orphanedPostmaster().ifPresent(pid -> {
            LOG.info("Stopping PostgreSQL process {}, whose owner was killed", pid);
            end(pid, Signal.INTERRUPT, LONGEST_FAST_STOP);
        });
        for (long pid : processesOnDatabase()) {
            LOG.info("Ending PostgreSQL process {}, left over from a killed server", pid);
            end(pid, Signal.QUIT, LONGEST_QUICK_STOP);
        }
        if (Files.exists(database)) {
            removePidFile();
        }
        removePassword();
    }

    private void end(long pid, Signal signal, Duration longest) {
        signal.send(pid);
        if (Waiting.until(() -> !runsOnDatabase(pid), longest)) {
            return;
        }
        ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
        if (!Waiting.until(() -> !runsOnDatabase(pid), LONGEST_QUICK_STOP)) {
            throw new PlatformException(
                    "PostgreSQL process %d, left over on %s, can't be stopped. End it with kill -9 %d and start again."
                            .formatted(pid, database, pid));
        }
    }

    private Optional<Long> orphanedPostmaster() {
        Path file = database.resolve(PID_FILE);
        try {
            return Files.exists(file)
                    ? Files.readAllLines(file).stream()
                            .findFirst()
                            .map(String::strip)
                            .filter(line -> line.matches("\\d{1,9}"))
                            .map(Long::valueOf)
                            .filter(this::runsOnDatabase)
                    : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file, e);
        }
    }

    private List<Long> processesOnDatabase() {
        return ProcessHandle.allProcesses()
                .map(ProcessHandle::pid)
                .filter(this::runsOnDatabase)
                .toList();
    }

    /// All of PostgreSQL's processes work inside one of our folders; where that can't be seen, the command line says
    /// which folder a program was started for.
    private boolean runsOnDatabase(long pid) {
        Path process = PROC.resolve(Long.toString(pid));
        if (!Files.exists(PROC.resolve("self"))) {
            return wasStartedOnDatabase(pid);
        }
        try {
            return PROGRAMS.contains(Files.readString(process.resolve("comm")).strip())
                    && worksInOurFolder(process.resolve("cwd"));
        } catch (IOException e) {
            return false; // It ended meanwhile, or is not ours.
        }
    }

    private boolean worksInOurFolder(Path workingFolder) throws IOException {
        for (Path folder : workingFolders) {
            if (Files.exists(folder) && Files.isSameFile(workingFolder, folder)) {
                return true;
            }
        }
        return false;
    }

    private boolean wasStartedOnDatabase(long pid) {
        ProcessHandle.Info info = ProcessHandle.of(pid).map(ProcessHandle::info).orElse(null);
        return info != null
                && PROGRAMS.stream()
                        .anyMatch(program -> info.command().orElse("").endsWith("/" + program))
                && Stream.of(info.arguments().orElse(new String[0]))
                        .anyMatch(argument -> argument.endsWith(database.toString()));
    }

    private void removePassword() {
        try {
            cluster.deletePasswordLeftovers();
        } catch (IOException e) {
            throw new PlatformException(
                    "A password left over in " + cluster.home() + " can't be removed: " + e.getMessage()
                            + ". Check this user's rights on that folder and start again.",
                    e);
        }
    }

    private void removePidFile() {
        try {
            Files.deleteIfExists(database.resolve(PID_FILE));
        } catch (IOException e) {
            throw new PlatformException(
                    "The stale file " + database.resolve(PID_FILE) + " can't be removed: " + e.getMessage()
                            + ". Delete it and start again.",
                    e);
        }
    }
}
