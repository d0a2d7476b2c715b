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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// The audit in PostgreSQL, behind the row-level security of each tenant. What is kept in PostgreSQL itself is written
/// in the transaction of the change; everything else comes from its topic.
public final class PostgresAudit {
    private static final int MONTHS_AHEAD = 3;

    private final TenantTransactions tenants;

    public PostgresAudit(TenantTransactions tenants) {
        this.tenants = tenants;
    }

    /// Adds entries; those that are there already are not added again.
    ///
    /// @throws SQLException if the database refuses, or can't be reached; some may have been added
    void add(List<AuditEntry> entries) throws SQLException {
        Map<TenantId, List<AuditEntry>> byTenant = entries.stream().collect(Collectors.groupingBy(AuditEntry::tenant));
        for (Map.Entry<TenantId, List<AuditEntry>> part : byTenant.entrySet()) {
            tenants.run(part.getKey(), connection -> {
                insert(connection, part.getValue());
                return true;
            });
        }
    }

    /// Makes the partitions of this month and the next.
    ///
    /// @throws SQLException if the database refuses, or can't be reached
    void ensureMonths() throws SQLException {
        tenants.run(TenantId.of("nobody"), connection -> {
            try (PreparedStatement months = connection.prepareStatement("select audit_months(?)")) {
                months.setInt(1, MONTHS_AHEAD);
                return months.execute();
            }
        });
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
}
