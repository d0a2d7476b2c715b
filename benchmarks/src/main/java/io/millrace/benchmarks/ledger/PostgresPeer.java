package io.millrace.benchmarks.ledger;

import io.millrace.platform.EmbeddedPostgres;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.postgresql.PGProperty;

/// A transactional ledger in PostgreSQL: basket per transaction, four connections, one round trip each. A shop's events
/// stay on one connection, so no two baskets ever wait for the same row.
final class PostgresPeer implements LedgerPeer {
    private static final int CONNECTIONS = 4;
    private static final String SCHEMA = "postgres-ledger.sql";

    private final Workload workload;
    private final EmbeddedPostgres postgres;
    private final List<PostgresTeller> tellers = new ArrayList<>();
    private final ExecutorService threads = Executors.newFixedThreadPool(CONNECTIONS);

    PostgresPeer(Workload workload, Names names, EmbeddedPostgres postgres) {
        this.workload = workload;
        this.postgres = postgres;
        try {
            execute(schema());
            for (int i = 0; i < CONNECTIONS; i++) {
                tellers.add(new PostgresTeller(names, workload.businessDate(), connect()));
            }
        } catch (SQLException refused) {
            throw refusal(refused);
        }
    }

    @Override
    public void preload() {
        StockEvent.Count opening = workload.openings().getFirst();
        try {
            execute("INSERT INTO positions (location_id, item_id, free, version, last_count_at) SELECT l, i, "
                    + Workload.OPENING_UNITS * 1_000L + ", 1, " + opening.occurredAtMicros()
                    + " FROM generate_series(0, " + (workload.shape().locations() - 1) + ") AS l, generate_series(0, "
                    + (workload.shape().items() - 1) + ") AS i");
            execute("VACUUM ANALYZE positions");
        } catch (SQLException refused) {
            throw refusal(refused);
        }
    }

    @Override
    public void fill(int events) {
        for (int i = 0; i < events; i++) {
            StockEvent event = workload.next();
            tellers.get(event.location() % CONNECTIONS).enqueue(event);
        }
    }

    @Override
    public double run() {
        long started = System.nanoTime();
        List<Future<Long>> working =
                tellers.stream().map(teller -> threads.submit(teller::postAll)).toList();
        long lines = working.stream().mapToLong(PostgresPeer::linesOf).sum();
        return lines / Rates.secondsSince(started);
    }

    private static long linesOf(Future<Long> working) {
        try {
            return working.get();
        } catch (ExecutionException failed) {
            throw new IllegalStateException("the PostgreSQL ledger failed: " + failed.getCause(), failed.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the PostgreSQL ledger worked", interrupted);
        }
    }

    private Connection connect() throws SQLException {
        Properties properties = new Properties();
        PGProperty.USER.set(properties, postgres.ownerCredentials().user());
        PGProperty.PASSWORD.set(properties, postgres.ownerCredentials().password());
        PGProperty.PREPARE_THRESHOLD.set(properties, 1);
        PGProperty.OPTIONS.set(properties, PostgresTuning.CONNECTION_OPTIONS);
        return DriverManager.getConnection(postgres.jdbcUrl(), properties);
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String schema() {
        try (InputStream resource = Objects.requireNonNull(PostgresPeer.class.getResourceAsStream(SCHEMA), SCHEMA)) {
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException("cannot read " + SCHEMA, unreadable);
        }
    }

    private static IllegalStateException refusal(SQLException refused) {
        return new IllegalStateException("PostgreSQL refused: " + refused.getMessage(), refused);
    }

    @Override
    public void close() {
        threads.shutdownNow();
        try {
            for (PostgresTeller teller : tellers) {
                teller.close();
            }
        } catch (SQLException refused) {
            throw refusal(refused);
        }
    }
}
