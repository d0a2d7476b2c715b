package io.millrace.platform;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A real PostgreSQL that runs beside this JVM and ends with it, on loopback only, with passwords.
///
/// A commit it acknowledged is on disk. After kill -9 of this JVM or of the server, the next start ends what still
/// runs,
/// recovers and goes on, without a manual step. There is a database `millrace`, owned by a role that runs migrations
/// and used by two that may only do what the owner grants; none is a superuser or passes row-level security.
public final class EmbeddedPostgres implements AutoCloseable {
    /// The database every installation has.
    public static final String DATABASE = "millrace";

    private static final String FOLDER = "postgres";
    private static final String ADMINISTRATORS_DATABASE = "postgres";
    private static final String EMPTY_TEMPLATE = "template0"; // The one nobody can be connected to.
    private static final Pattern DATABASE_NAME = Pattern.compile("[a-z][a-z0-9_]{0,62}");

    private final PostgresServer server;
    private final PostgresCredentials credentials;
    private final AtomicBoolean closed = new AtomicBoolean();

    private EmbeddedPostgres(PostgresServer server, PostgresCredentials credentials) {
        this.server = server;
        this.credentials = credentials;
    }

    /// Starts the server on the data folder, creating everything on the first start.
    public static EmbeddedPostgres start(DataFolder data, Options options) {
        Path home = data.folder(FOLDER);
        PostgresCommand command = PostgresCommand.in(
                PostgresBinaries.unpacked(options.binariesCache() == null ? home : options.binariesCache()));
        PostgresCluster cluster = new PostgresCluster(home);
        new PostgresLeftovers(cluster).clear();
        PostgresCredentials credentials =
                PostgresCredentials.loadOrCreate(home.resolve("credentials.properties"), cluster.exists());
        if (!cluster.exists()) {
            cluster.create(command, credentials.administrator(), options.flushesToDisk());
        }
        PostgresLog log = new PostgresLog(data.folder("logs").resolve("postgres.log"));
        PostgresServer server = PostgresServer.start(command, cluster, log, options);
        return new EmbeddedPostgres(server, credentials).prepared(options);
    }

    /// Ends what a killed owner left running on the data folder, which then holds its port no more. Creates nothing.
    static void endLeftovers(DataFolder data) {
        Path home = data.path().resolve(FOLDER);
        if (Files.exists(home)) {
            new PostgresLeftovers(new PostgresCluster(home)).clear();
        }
    }

    public String jdbcUrl() {
        return jdbcUrl(DATABASE);
    }

    public String jdbcUrl(String database) {
        return "jdbc:postgresql://" + Ports.LOOPBACK + ":" + server.port() + "/" + database;
    }

    public int port() {
        return server.port();
    }

    /// The role services use.
    public Login applicationCredentials() {
        return credentials.application();
    }

    /// The role that writes history.
    public Login sinkCredentials() {
        return credentials.sink();
    }

    /// The role that owns the schema and runs migrations.
    public Login ownerCredentials() {
        return credentials.owner();
    }

    /// Creates an empty database with the same owner and rights as `millrace`; one that exists is kept.
    public void createDatabase(String name) {
        createDatabase(name, EMPTY_TEMPLATE);
    }

    /// Creates a copy of the template, to which nobody may be connected.
    public void createDatabase(String name, String template) {
        requireName(name);
        requireName(template);
        asAdministrator("Database " + name + " can't be created", setup -> setup.database(name, template));
    }

    /// Drops the database, if it exists, and disconnects whoever uses it.
    public void dropDatabase(String name) {
        requireName(name);
        asAdministrator("Database " + name + " can't be dropped", setup -> setup.drop(name));
    }

    /// Completes if the server ends without having been asked to.
    public CompletionStage<PlatformException> failure() {
        return server.failure();
    }

    /// Stops cleanly. Closing twice is harmless.
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            server.stop();
        }
    }

    long pid() {
        return server.pid();
    }

    private EmbeddedPostgres prepared(Options options) {
        boolean ready = false;
        try {
            asAdministrator("PostgreSQL started, but its roles and database can't be set up", setup -> {
                if (options.flushesToDisk()) {
                    setup.requireDurable();
                }
                setup.role(credentials.owner());
                setup.role(credentials.application());
                setup.role(credentials.sink());
                setup.database(DATABASE, EMPTY_TEMPLATE);
            });
            ready = true;
            return this;
        } finally {
            if (!ready) {
                close();
            }
        }
    }

    private void asAdministrator(String complaint, SetupSteps steps) {
        Login administrator = credentials.administrator();
        try (Connection connection = DriverManager.getConnection(
                jdbcUrl(ADMINISTRATORS_DATABASE), administrator.user(), administrator.password())) {
            steps.run(new PostgresSetup(connection));
        } catch (SQLException e) {
            throw new PlatformException(complaint + ": " + e.getMessage(), e);
        }
    }

    private static void requireName(String name) {
        if (!DATABASE_NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "A database name starts with a small letter, followed by at most 62 small letters, digits and"
                            + " underscores, unlike: "
                            + name);
        }
    }

    /// How the server runs: its port, the folder its programs are unpacked into (by default inside the data folder),
    /// whether it writes to disk before it acknowledges, and what it is tuned to. Only databases that are thrown away
    /// may do without writing to disk.
    public record Options(
            PortChoice port, @Nullable Path binariesCache, boolean flushesToDisk, Map<String, String> tuning) {
        public Options {
            tuning = Map.copyOf(tuning);
        }

        public static Options on(PortChoice port) {
            return new Options(port, null, true, Map.of());
        }

        /// Any free port: for tests.
        public static Options onAnyPort() {
            return on(PortChoice.anyFree("postgres.port"));
        }

        public Options withBinariesCache(Path folder) {
            return new Options(port, folder, flushesToDisk, tuning);
        }

        /// For databases that are thrown away: faster, and a power cut ruins them.
        public Options withoutFlushing() {
            return new Options(port, binariesCache, false, tuning);
        }

        /// The server's own settings by name, over those for a small machine. None can make it acknowledge before it
        /// has written.
        public Options tunedTo(Map<String, String> settings) {
            return new Options(port, binariesCache, flushesToDisk, settings);
        }
    }

    @FunctionalInterface
    private interface SetupSteps {
        void run(PostgresSetup setup) throws SQLException;
    }
}
