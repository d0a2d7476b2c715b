package io.millrace.platform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One running PostgreSQL server process.
final class PostgresServer {
    private static final Logger LOG = LoggerFactory.getLogger(PostgresServer.class);
    // Long, because a crash may have left much to replay.
    private static final Duration LONGEST_START = Duration.ofMinutes(5);
    private static final long POLL_MILLIS = 5;
    private static final long LOG_CHECK_SECONDS = 60;
    private static final long LONGEST_FAST_STOP_SECONDS = 10;
    private static final int ATTEMPTS = 10;
    private static final int PID_LINE = 0;
    private static final int STATUS_LINE = 7;

    private final Process process;
    private final int port;
    private final PostgresLog log;
    private final CompletableFuture<PlatformException> failure = new CompletableFuture<>();
    private volatile boolean stopping;

    private PostgresServer(Process process, int port, PostgresLog log) {
        this.process = process;
        this.port = port;
        this.log = log;
    }

    /// Starts the server and returns when it accepts connections. A port lost while starting is tried again if any free
    /// one will do, and refused with the remedy if not.
    static PostgresServer start(
            PostgresCommand command, PostgresCluster cluster, PostgresLog log, EmbeddedPostgres.Options options) {
        Path database = cluster.database();
        String said = "";
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Ports.requireFree(options.port());
            int port = options.port().isAnyFree()
                    ? Ports.anyFree()
                    : options.port().port();
            try {
                log.bound();
                long logged = log.sizeBytes();
                Process process = launch(command, database, log, PostgresSettings.arguments(database, port, options));
                if (awaitReady(process, database)) {
                    return new PostgresServer(process, port, log).supervised();
                }
                said = log.since(logged);
            } catch (IOException e) {
                throw new PlatformException("PostgreSQL can't be started: " + e.getMessage(), e);
            }
            recover(said, cluster, options.port(), log);
        }
        throw didNotStart(said, log);
    }

    int port() {
        return port;
    }

    long pid() {
        return process.pid();
    }

    CompletionStage<PlatformException> failure() {
        return failure.minimalCompletionStage();
    }

    /// Disconnects clients, writes everything and ends; if that takes too long, ends at once, which costs the next
    /// start
    /// a replay but no data.
    void stop() {
        stopping = true;
        try {
            Signal.INTERRUPT.send(process.pid());
            if (!process.waitFor(LONGEST_FAST_STOP_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("PostgreSQL did not stop within {} s and is ended at once", LONGEST_FAST_STOP_SECONDS);
                Signal.QUIT.send(process.pid());
                if (!process.waitFor(LONGEST_FAST_STOP_SECONDS, TimeUnit.SECONDS)) {
                    process.destroyForcibly().waitFor();
                }
            }
        } catch (InterruptedException e) {
            Signal.QUIT.send(process.pid());
            Thread.currentThread().interrupt();
        }
    }

    private static Process launch(PostgresCommand command, Path database, PostgresLog log, List<String> arguments)
            throws IOException {
        return command.builder("postgres", arguments)
                .directory(database.toFile())
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.file().toFile()))
                .start();
    }

    /// A process that does not become ready has ended when this returns or throws.
    private static boolean awaitReady(Process process, Path database) {
        long started = System.nanoTime();
        boolean ready = false;
        try {
            while (!ready
                    && System.nanoTime() - started < LONGEST_START.toNanos()
                    && !process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
                ready = isReady(process.pid(), database);
            }
            return ready;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PlatformException("Interrupted while PostgreSQL was starting", e);
        } finally {
            if (!ready) {
                end(process);
            }
        }
    }

    /// Time for the server to end its own processes, which outlive it if it is killed outright. Not interruptible.
    private static void end(Process process) {
        if (process.isAlive()) {
            Signal.QUIT.send(process.pid());
            process.onExit()
                    .completeOnTimeout(process, LONGEST_FAST_STOP_SECONDS, TimeUnit.SECONDS)
                    .join()
                    .destroyForcibly();
        }
    }

    private static boolean isReady(long pid, Path database) {
        Path file = database.resolve(PostgresLeftovers.PID_FILE);
        if (!Files.exists(file)) {
            return false;
        }
        List<String> lines;
        try {
            lines = Files.readAllLines(file);
        } catch (IOException e) {
            return false; // A start that fails removes it, at any moment.
        }
        return lines.size() > STATUS_LINE
                && lines.get(PID_LINE).strip().equals(Long.toString(pid))
                && lines.get(STATUS_LINE).strip().equals("ready");
    }

    private static void recover(String said, PostgresCluster cluster, PortChoice port, PostgresLog log) {
        if (said.contains("Address already in use")) {
            if (!port.isAnyFree()) {
                throw Ports.taken(port);
            }
        } else if (said.contains("shared memory block") || said.contains("lock file")) {
            new PostgresLeftovers(cluster).clear();
        } else {
            throw didNotStart(said, log);
        }
    }

    private static PlatformException didNotStart(String said, PostgresLog log) {
        return new PlatformException("PostgreSQL did not start. It said:\n%s\nIts whole log is in %s."
                .formatted(said.isBlank() ? "(nothing)" : said, log.file()));
    }

    private PostgresServer supervised() {
        Thread.ofVirtual().name("postgres-supervisor").start(this::supervise);
        return this;
    }

    private void supervise() {
        try {
            while (!process.waitFor(LOG_CHECK_SECONDS, TimeUnit.SECONDS)) {
                boundLog();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (!stopping && !process.isAlive()) {
            failure.complete(new PlatformException(
                    ("The embedded PostgreSQL ended unexpectedly (status %d). Its log is in %s. Restart "
                                    + "Millrace; committed data is safe.")
                            .formatted(process.exitValue(), log.file())));
        }
    }

    private void boundLog() {
        try {
            log.bound();
        } catch (IOException e) {
            LOG.warn("PostgreSQL's log {} can't be kept small for now", log.file(), e);
        }
    }
}
