package io.millrace.ledger.security;

import io.millrace.domain.TenantId;
import io.millrace.ledger.database.TenantTransactions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The audit in PostgreSQL. What is kept there is written in the transaction of the change itself; everything else is
/// handed over here and written within moments, many entries at once, so that no request waits for it.
///
/// While PostgreSQL is away entries wait, up to a bound; those beyond it are in the log instead, whole. At an orderly
/// stop all are written first.
public final class PostgresAudit implements Consumer<AuditEntry>, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PostgresAudit.class);
    private static final int WAITING_MAX = 50_000;
    private static final int AT_ONCE = 1_000;
    private static final int RETRY_MILLIS = 1_000;
    private static final int LOOK_MILLIS = 200;
    private static final int LAST_TRIES = 5;
    private static final int MONTHS_AHEAD = 3;
    private static final long MONTHS_LOOK_NANOS = TimeUnit.HOURS.toNanos(6);

    private final TenantTransactions tenants;
    private final BlockingQueue<AuditEntry> waiting = new ArrayBlockingQueue<>(WAITING_MAX);
    private final Thread writer;
    private volatile boolean isOpen = true;

    /// Writes until closed.
    public PostgresAudit(TenantTransactions tenants) {
        this.tenants = tenants;
        this.writer = Thread.ofPlatform().name("audit").start(this::write);
    }

    @Override
    public void accept(AuditEntry entry) {
        if (!waiting.offer(entry)) {
            LOG.error("The audit can't take more in; this entry is only here: {}", entry);
        }
    }

    private void write() {
        long monthsNanos = System.nanoTime();
        boolean isFirst = true;
        List<AuditEntry> batch = new ArrayList<>();
        int lastTries = 0;
        while (isOpen || !batch.isEmpty() || !waiting.isEmpty()) {
            if (batch.isEmpty()) {
                next(batch);
            }
            if (isFirst || System.nanoTime() - monthsNanos > MONTHS_LOOK_NANOS) {
                isFirst = !ensureMonths();
                monthsNanos = System.nanoTime();
            }
            if (write(batch)) {
                batch.clear();
            } else if (!isOpen && ++lastTries == LAST_TRIES) {
                batch.addAll(waiting);
                batch.forEach(entry -> LOG.error("The audit could not be written; this entry is only here: {}", entry));
                return;
            } else {
                pause();
            }
        }
    }

    private void next(List<AuditEntry> batch) {
        try {
            AuditEntry first = waiting.poll(LOOK_MILLIS, TimeUnit.MILLISECONDS);
            if (first != null) {
                batch.add(first);
                waiting.drainTo(batch, AT_ONCE - 1);
            }
        } catch (InterruptedException ignored) {
            isOpen = false;
        }
    }

    private void pause() {
        try {
            new CountDownLatch(1).await(RETRY_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException ignored) {
            isOpen = false;
        }
    }

    private boolean ensureMonths() {
        try {
            tenants.run(TenantId.of("nobody"), connection -> {
                try (PreparedStatement months = connection.prepareStatement("select audit_months(?)")) {
                    months.setInt(1, MONTHS_AHEAD);
                    return months.execute();
                }
            });
            return true;
        } catch (SQLException failed) {
            LOG.warn("The audit's partitions of the next months could not be made yet: {}", failed.getMessage());
            return false;
        }
    }

    private boolean write(List<AuditEntry> batch) {
        Map<TenantId, List<AuditEntry>> byTenant = new HashMap<>();
        batch.forEach(entry ->
                byTenant.computeIfAbsent(entry.tenant(), _ -> new ArrayList<>()).add(entry));
        try {
            for (Map.Entry<TenantId, List<AuditEntry>> part : byTenant.entrySet()) {
                tenants.run(part.getKey(), connection -> {
                    insert(connection, part.getValue());
                    return true;
                });
            }
            return true;
        } catch (SQLException failed) {
            LOG.warn("{} entries of the audit wait for PostgreSQL: {}", batch.size(), failed.getMessage());
            return false;
        }
    }

    /// Adds entries of one tenant; one that is there already is not added again.
    static void insert(Connection connection, List<AuditEntry> entries) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "insert into audit (tenant_id, at, request_id, subject, key_id, source, action, target, status,"
                        + " problem, before, after) values (?,?,?,?,?,?,?,?,?,?,?,?) on conflict do nothing")) {
            for (AuditEntry entry : entries) {
                insert.setString(1, entry.tenant().value());
                insert.setObject(2, PostgresKeys.time(entry.at()));
                insert.setString(3, entry.requestId());
                insert.setString(4, entry.subject());
                insert.setString(5, entry.keyId().orElse(null));
                insert.setString(6, entry.source());
                insert.setString(7, entry.action());
                insert.setString(8, entry.target());
                insert.setInt(9, entry.status());
                insert.setString(10, entry.problem().orElse(null));
                insert.setObject(11, entry.before().orElse(null), Types.OTHER);
                insert.setObject(12, entry.after().orElse(null), Types.OTHER);
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    /// Which entries are asked for.
    ///
    /// @param until only those before it, and of those at it only the ones whose request comes after
    /// @param after see until; the last request of the page before
    /// @param subject only what this one did
    record Question(
            Instant from, Instant until, String after, Optional<String> subject, Optional<String> action, int limit) {}

    /// Entries of a tenant, the newest first.
    List<AuditEntry> find(TenantId tenant, Question question) {
        try {
            return tenants.read(tenant, connection -> find(connection, tenant, question));
        } catch (SQLException failed) {
            throw new StoreAwayException("the audit in PostgreSQL: " + failed.getMessage(), failed);
        }
    }

    private static List<AuditEntry> find(Connection connection, TenantId tenant, Question question)
            throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("select * from audit where tenant_id = ?"
                + " and at >= ? and (at < ? or (at = ? and request_id > ?)) and (?::text is null or subject = ?) and (?::text is null or action = ?)"
                + " order by at desc, request_id limit ?")) {
            select.setString(1, tenant.value());
            select.setObject(2, PostgresKeys.time(question.from()));
            select.setObject(3, PostgresKeys.time(question.until()));
            select.setObject(4, PostgresKeys.time(question.until()));
            select.setString(5, question.after());
            select.setString(6, question.subject().orElse(null));
            select.setString(7, question.subject().orElse(null));
            select.setString(8, question.action().orElse(null));
            select.setString(9, question.action().orElse(null));
            select.setInt(10, question.limit());
            List<AuditEntry> entries = new ArrayList<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    entries.add(entry(tenant, rows));
                }
            }
            return entries;
        }
    }

    private static AuditEntry entry(TenantId tenant, ResultSet row) throws SQLException {
        return new AuditEntry(
                row.getString("request_id"),
                PostgresKeys.time(row, "at").orElseThrow(),
                tenant,
                row.getString("subject"),
                Optional.ofNullable(row.getString("key_id")),
                row.getString("source"),
                row.getString("action"),
                row.getString("target"),
                row.getInt("status"),
                Optional.ofNullable(row.getString("problem")),
                Optional.ofNullable(row.getString("before")),
                Optional.ofNullable(row.getString("after")));
    }

    @Override
    public void close() {
        isOpen = false;
        try {
            writer.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
