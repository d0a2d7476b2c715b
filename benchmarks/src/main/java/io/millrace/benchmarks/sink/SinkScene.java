package io.millrace.benchmarks.sink;

import io.millrace.benchmarks.kit.Scratch;
import io.millrace.benchmarks.kit.SureSender;
import io.millrace.ledger.database.Database;
import io.millrace.ledger.database.DatabaseLogin;
import io.millrace.ledger.database.DatabaseSettings;
import io.millrace.ledger.history.sink.HistorySettings;
import io.millrace.ledger.history.sink.HistorySink;
import io.millrace.ledger.history.sink.HistoryWriter;
import io.millrace.platform.EmbeddedBroker;
import io.millrace.platform.EmbeddedPlatform;
import io.millrace.platform.EmbeddedPostgres;
import io.millrace.platform.Login;
import io.millrace.schemas.registry.InMemorySchemaRegistry;
import io.millrace.schemas.registry.SchemaRegistry;
import io.millrace.schemas.topics.TopicAdmin;
import io.millrace.schemas.topics.TopicSettings;
import io.millrace.schemas.topics.Topics;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;

/// A broker, a database that flushes to disk as it does in earnest, and topics to be written; gone afterwards.
final class SinkScene implements AutoCloseable {
    static final int PARTITIONS = 4;

    private static final Duration PATIENCE = Duration.ofMinutes(20);
    private static final long POLL_NANOS = 2_000_000;

    private final Path path = Scratch.folder("sink");
    private final EmbeddedPlatform platform;
    private final Map<String, Object> connection;
    private final SchemaRegistry registry = new InMemorySchemaRegistry();
    private final TopicSettings topics = new TopicSettings("", PARTITIONS, 1);
    private final SureSender sender;
    private final SaleJournal journal = new SaleJournal(PARTITIONS, registry);
    private final Database database;
    private int sent;

    SinkScene() {
        platform = EmbeddedPlatform.start(EmbeddedPlatform.Options.of(
                path,
                EmbeddedBroker.Options.onAnyPorts(),
                EmbeddedPostgres.Options.onAnyPort()
                        .withBinariesCache(Scratch.target().resolve("postgres"))));
        connection = Map.of("bootstrap.servers", platform.broker().bootstrapServers());
        try (Admin admin = Admin.create(connection)) {
            new TopicAdmin(admin, topics, Duration.ofSeconds(30)).ensure(Topics.shared());
        }
        sender = new SureSender(connection);
        database = Database.open(settings(EmbeddedPostgres.DATABASE));
    }

    private DatabaseSettings settings(String name) {
        EmbeddedPostgres postgres = platform.postgres();
        return new DatabaseSettings(
                postgres.jdbcUrl(name),
                login(postgres.ownerCredentials()),
                login(postgres.applicationCredentials()),
                login(postgres.sinkCredentials()));
    }

    private static DatabaseLogin login(Login login) {
        return new DatabaseLogin(login.user(), login.password());
    }

    Database database() {
        return database;
    }

    SchemaRegistry registry() {
        return registry;
    }

    Map<String, Object> connection() {
        return connection;
    }

    /// The same tables in a database of their own, without row-level security.
    Database bare() throws SQLException {
        platform.postgres().createDatabase("bare");
        Database bare = Database.open(settings("bare"));
        Login owner = platform.postgres().ownerCredentials();
        try (Connection open = DriverManager.getConnection(
                        platform.postgres().jdbcUrl("bare"), owner.user(), owner.password());
                Statement statement = open.createStatement()) {
            for (String table : new String[] {"journal", "position"}) {
                statement.execute("alter table millrace." + table + " no force row level security");
                statement.execute("alter table millrace." + table + " disable row level security");
            }
        }
        return bare;
    }

    /// Lets the database tell its planner what there is, as it does by itself after a while.
    void analyze() throws SQLException {
        Login owner = platform.postgres().ownerCredentials();
        try (Connection open =
                        DriverManager.getConnection(platform.postgres().jdbcUrl(), owner.user(), owner.password());
                Statement statement = open.createStatement()) {
            statement.execute("vacuum analyze millrace.position");
            statement.execute("analyze millrace.item");
        }
    }

    /// Sends so many sales more.
    void send(int sales) {
        for (int i = 0; i < sales; i++) {
            sendOne();
        }
        sender.flush();
    }

    int sendOne() {
        sent++;
        return journal.send(sender);
    }

    /// Sends a night of forecasts and writes it; answers how long writing took.
    double forecastSeconds(int nights, int series) throws SQLException {
        ForecastNight night = new ForecastNight(PARTITIONS, registry);
        for (int i = 0; i < nights; i++) {
            night.send(sender, i, series);
        }
        sender.flush();
        long forecasts = written(Topics.FORECASTS.name()) + (long) nights * series;
        long scores = written(Topics.FORECAST_ACCURACY.name()) + (long) nights * series * ForecastNight.METHODS.size();
        long started = System.nanoTime();
        try (HistorySink sink = sink()) {
            long until = System.nanoTime() + PATIENCE.toNanos();
            while (written(Topics.FORECASTS.name()) < forecasts || written(Topics.FORECAST_ACCURACY.name()) < scores) {
                if (System.nanoTime() > until || !sink.status().cause().isEmpty()) {
                    throw new IllegalStateException("forecasts were not written: " + sink.status());
                }
                LockSupport.parkNanos(POLL_NANOS);
            }
            return (System.nanoTime() - started) / 1e9;
        }
    }

    /// How many bytes a row of a table takes that is partitioned, with its indexes.
    double bytesPerRow(String table) throws SQLException {
        try (Connection open = database.sink().getConnection();
                PreparedStatement query = open.prepareStatement(
                        "select (select sum(pg_total_relation_size(inhrelid)) from pg_inherits where inhparent = ?::regclass)"
                                + " / (select count(*) from " + table + ")")) {
            query.setString(1, table);
            try (ResultSet rows = query.executeQuery()) {
                return rows.next() ? rows.getDouble(1) : 0;
            }
        }
    }

    /// How many sales were sent.
    int sent() {
        return sent;
    }

    /// Empties history and writes all of it again; answers how long that took.
    double rebuildSeconds() throws SQLException {
        new HistoryWriter(database.sink()).reset();
        long started = System.nanoTime();
        try (HistorySink sink = sink()) {
            awaitRows(sink, (long) sent * SaleJournal.LINES);
            return (System.nanoTime() - started) / 1e9;
        }
    }

    HistorySink sink() throws SQLException {
        return HistorySink.start(HistorySettings.of(connection, topics), registry, database.sink());
    }

    /// Waits until the journal and the positions of all sales are written.
    private void awaitRows(HistorySink sink, long rows) throws SQLException {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (written(Topics.JOURNAL.name()) < sent || written(Topics.POSITIONS.name()) < rows) {
            if (System.nanoTime() > until || !sink.status().cause().isEmpty()) {
                throw new IllegalStateException("history was not written: " + sink.status());
            }
            LockSupport.parkNanos(POLL_NANOS);
        }
    }

    private long written(String topic) throws SQLException {
        try (Connection open = database.sink().getConnection();
                PreparedStatement query = open.prepareStatement(
                        "select coalesce(sum(next_offset), 0) from sink_offset where topic = ?")) {
            query.setString(1, topic);
            try (ResultSet rows = query.executeQuery()) {
                return rows.next() ? rows.getLong(1) : 0;
            }
        }
    }

    @Override
    public void close() {
        sender.close();
        database.close();
        platform.close();
        Scratch.delete(path);
    }
}
