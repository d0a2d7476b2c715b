package io.millrace.ledger.history.sink;

import io.millrace.ledger.database.Transactions;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The proof's third check: the rows of the journal add up to what the ledger said of the same entry.
///
/// The first check after a start adds up every row, later ones what has come since.
public final class HistoryCheck implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HistoryCheck.class);
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(30);
    private static final int BUCKETS = 6;

    /// Only proofs of entries that are written; the journal has no gaps, so all before are written, too.
    private static final String PROOFS = """
            select p.tenant_id, p.kafka_partition, p.journal_sequence,
                p.free, p.reserved, p.damaged, p.quarantined, p.in_transit, p.on_order
            from ledger_proof p
            where p.journal_sequence <=
                (select max(j.sequence) from journal j where j.kafka_partition = p.kafka_partition)""";
    private static final String SUMS = """
            select coalesce(sum(free_change), 0), coalesce(sum(reserved_change), 0), coalesce(sum(damaged_change), 0),
                coalesce(sum(quarantined_change), 0), coalesce(sum(in_transit_change), 0),
                coalesce(sum(on_order_change), 0)
            from journal where kafka_partition = ? and tenant_id = ? and sequence > ? and sequence <= ?""";
    private static final String BASE = """
            select free, reserved, damaged, quarantined, in_transit, on_order
            from journal_base where kafka_partition = ? and tenant_id = ?""";
    private static final String KEEP = """
            insert into history_check (tenant_id, kafka_partition, journal_sequence, drift) values (?, ?, ?, ?)
            on conflict (tenant_id, kafka_partition) do update
            set journal_sequence = excluded.journal_sequence, drift = excluded.drift, checked_at = now()""";

    private final Transactions transactions;
    private final Duration every;
    private final Map<Book, Sums> known = new HashMap<>();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Thread thread = Thread.ofVirtual().name("history-check").unstarted(this::run);
    private volatile Found found = new Found(0, BigDecimal.ZERO, "");

    /// What was found by the last check.
    ///
    /// @param books how many partitions of tenants were compared, since the start
    /// @param drift by how much they differ; 0 when all is well
    /// @param cause where, and since which entry; empty when all is well
    public record Found(int books, BigDecimal drift, String cause) {}

    private record Book(String tenant, int partition) {}

    private record Sums(long sequence, BigDecimal[] buckets) {}

    private record Proof(Book book, Sums sums) {}

    /// @param sink connections of the sink's role
    public HistoryCheck(DataSource sink, Duration every) {
        this.transactions = new Transactions(sink);
        this.every = every;
    }

    /// Checks every so often, until closed.
    public static HistoryCheck start(DataSource sink, Duration every) {
        HistoryCheck check = new HistoryCheck(sink, every);
        check.thread.start();
        return check;
    }

    /// What the last check found: for health and metrics.
    public Found found() {
        return found;
    }

    private void run() {
        try {
            while (!stopped.await(every.toMillis(), TimeUnit.MILLISECONDS)) {
                try {
                    found = check();
                } catch (SQLException away) {
                    LOG.warn("History can't be checked now: {}", away.getMessage());
                }
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /// Checks what can be checked now.
    public Found check() throws SQLException {
        return transactions.run(connection -> {
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            List<String> causes = new ArrayList<>();
            BigDecimal drift = BigDecimal.ZERO;
            for (Proof proof : proofs(connection)) {
                BigDecimal difference = compare(connection, proof);
                drift = drift.add(difference);
                if (difference.signum() != 0) {
                    causes.add("tenant " + proof.book().tenant() + ", partition "
                            + proof.book().partition() + ": history differs from the ledger by " + difference
                            + " at journal entry " + proof.sums().sequence());
                }
            }
            causes.forEach(cause -> LOG.error("PROOF_DRIFT {}", cause));
            return new Found(known.size(), drift, String.join("; ", causes));
        });
    }

    private BigDecimal compare(Connection connection, Proof proof) throws SQLException {
        Sums sums = sums(connection, proof.book(), proof.sums().sequence());
        BigDecimal difference = BigDecimal.ZERO;
        for (int i = 0; i < BUCKETS; i++) {
            difference = difference.add(
                    sums.buckets()[i].subtract(proof.sums().buckets()[i]).abs());
        }
        known.put(proof.book(), sums);
        try (PreparedStatement keep = connection.prepareStatement(KEEP)) {
            keep.setString(1, proof.book().tenant());
            keep.setInt(2, proof.book().partition());
            keep.setLong(3, proof.sums().sequence());
            keep.setBigDecimal(4, difference);
            keep.executeUpdate();
        }
        return difference;
    }

    /// What was added up before, and what has come since.
    private Sums sums(Connection connection, Book book, long upTo) throws SQLException {
        Sums before = known.get(book);
        if (before == null || before.sequence() > upTo) {
            before = new Sums(0, base(connection, book));
        }
        try (PreparedStatement query = connection.prepareStatement(SUMS)) {
            query.setInt(1, book.partition());
            query.setString(2, book.tenant());
            query.setLong(3, before.sequence());
            query.setLong(4, upTo);
            BigDecimal[] more = row(query);
            for (int i = 0; i < BUCKETS; i++) {
                more[i] = more[i].add(before.buckets()[i]);
            }
            return new Sums(upTo, more);
        }
    }

    private static BigDecimal[] base(Connection connection, Book book) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(BASE)) {
            query.setInt(1, book.partition());
            query.setString(2, book.tenant());
            return row(query);
        }
    }

    private static BigDecimal[] row(PreparedStatement query) throws SQLException {
        try (ResultSet rows = query.executeQuery()) {
            boolean isThere = rows.next();
            BigDecimal[] buckets = new BigDecimal[BUCKETS];
            for (int i = 0; i < BUCKETS; i++) {
                buckets[i] = isThere ? rows.getBigDecimal(i + 1) : BigDecimal.ZERO;
            }
            return buckets;
        }
    }

    private static List<Proof> proofs(Connection connection) throws SQLException {
        List<Proof> proofs = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement(PROOFS);
                ResultSet rows = query.executeQuery()) {
            while (rows.next()) {
                BigDecimal[] buckets = new BigDecimal[BUCKETS];
                for (int i = 0; i < BUCKETS; i++) {
                    buckets[i] = rows.getBigDecimal(i + 4);
                }
                proofs.add(new Proof(new Book(rows.getString(1), rows.getInt(2)), new Sums(rows.getLong(3), buckets)));
            }
        }
        return proofs;
    }

    @Override
    public void close() {
        stopped.countDown();
        if (thread.getState() == Thread.State.NEW) {
            return;
        }
        try {
            boolean ended = thread.join(STOP_TIMEOUT);
            LOG.debug("The check of history ended: {}", ended);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
