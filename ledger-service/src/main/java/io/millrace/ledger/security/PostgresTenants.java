package io.millrace.ledger.security;

import io.millrace.domain.TenantId;
import io.millrace.ledger.database.TenantTransactions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import java.util.Optional;

/// What each tenant says about itself, in PostgreSQL, behind its row-level security.
public final class PostgresTenants {
    private final TenantTransactions tenants;

    public PostgresTenants(TenantTransactions tenants) {
        this.tenants = tenants;
    }

    /// A tenant's configuration as JSON, and which one it is.
    record Kept(int version, String body) {}

    /// What the tenant said last, if it ever did.
    Optional<Kept> find(TenantId tenant) {
        try {
            return tenants.read(tenant, connection -> find(connection, tenant));
        } catch (SQLException failed) {
            throw away(failed);
        }
    }

    private static StoreAwayException away(SQLException failed) {
        return new StoreAwayException("the tenants in PostgreSQL: " + failed.getMessage(), failed);
    }

    private static Optional<Kept> find(Connection connection, TenantId tenant) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("select version, body from tenant_configuration where tenant_id = ?")) {
            select.setString(1, tenant.value());
            try (ResultSet rows = select.executeQuery()) {
                return rows.next() ? Optional.of(new Kept(rows.getInt(1), rows.getString(2))) : Optional.empty();
            }
        }
    }

    /// Replaces what was said before, together with its entry in the audit.
    ///
    /// @param expected the version it replaces; 0 if there was none
    /// @return the version there is if it is another than expected; then nothing was changed
    Optional<Integer> replace(int expected, String body, AuditEntry entry) {
        try {
            return tenants.run(entry.tenant(), connection -> {
                boolean isDone =
                        expected == 0 ? insert(connection, body, entry) : update(connection, expected, body, entry);
                if (isDone) {
                    PostgresAudit.insert(connection, List.of(entry));
                    return Optional.empty();
                }
                return Optional.of(
                        find(connection, entry.tenant()).map(Kept::version).orElse(0));
            });
        } catch (SQLException failed) {
            throw away(failed);
        }
    }

    private static boolean insert(Connection connection, String body, AuditEntry entry) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "insert into tenant_configuration"
                        + " (tenant_id, version, body, changed_by, changed_at) values (?, 1, ?, ?, ?) on conflict do nothing")) {
            insert.setString(1, entry.tenant().value());
            insert.setObject(2, body, Types.OTHER);
            insert.setString(3, entry.subject());
            insert.setObject(4, PostgresKeys.time(entry.at()));
            return insert.executeUpdate() == 1;
        }
    }

    private static boolean update(Connection connection, int expected, String body, AuditEntry entry)
            throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("update tenant_configuration set version = ?,"
                + " body = ?, changed_by = ?, changed_at = ? where tenant_id = ? and version = ?")) {
            update.setInt(1, expected + 1);
            update.setObject(2, body, Types.OTHER);
            update.setString(3, entry.subject());
            update.setObject(4, PostgresKeys.time(entry.at()));
            update.setString(5, entry.tenant().value());
            update.setInt(6, expected);
            return update.executeUpdate() == 1;
        }
    }
}
