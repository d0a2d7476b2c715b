package io.millrace.ledger.security;

import io.millrace.domain.TenantId;
import io.millrace.ledger.database.InstallationTransactions;
import io.millrace.ledger.database.TenantTransactions;
import io.millrace.ledger.database.Work;
import io.millrace.ledger.http.Role;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Memberships in PostgreSQL: a tenant's behind its row-level security, and of one person those of all tenants.
public final class PostgresMembers implements MemberStore {
    private static final String COLUMNS = "select tenant_id, subject, roles, locations, version, added_by, added_at,"
            + " changed_by, changed_at from membership";
    private static final int LISTED_MAX = 10_000;
    private static final int MEMBERSHIPS_MAX = 1_000;

    private final TenantTransactions tenants;
    private final InstallationTransactions installation;

    public PostgresMembers(TenantTransactions tenants, InstallationTransactions installation) {
        this.tenants = tenants;
        this.installation = installation;
    }

    private static StoreAwayException away(SQLException failed) {
        return new StoreAwayException("the members in PostgreSQL: " + failed.getMessage(), failed);
    }

    @Override
    public List<Membership> of(String subject) {
        try {
            return installation.ofSubject(
                    subject,
                    connection -> list(
                            connection, " where subject = ? order by tenant_id limit " + MEMBERSHIPS_MAX, subject));
        } catch (SQLException failed) {
            throw away(failed);
        }
    }

    @Override
    public List<Membership> list(TenantId tenant) {
        try {
            return tenants.read(
                    tenant,
                    connection -> list(
                            connection, " where tenant_id = ? order by subject limit " + LISTED_MAX, tenant.value()));
        } catch (SQLException failed) {
            throw away(failed);
        }
    }

    private static List<Membership> list(Connection connection, String which, String value) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(COLUMNS + which)) {
            select.setString(1, value);
            List<Membership> members = new ArrayList<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    members.add(membership(rows));
                }
            }
            return members;
        }
    }

    private static Membership membership(ResultSet row) throws SQLException {
        return new Membership(
                TenantId.of(row.getString("tenant_id")),
                row.getString("subject"),
                PostgresKeys.roles(row.getArray("roles")),
                PostgresKeys.locations(row.getArray("locations")),
                row.getInt("version"),
                new Membership.Trace(
                        row.getString("added_by"),
                        PostgresKeys.time(row, "added_at").orElseThrow()),
                new Membership.Trace(
                        row.getString("changed_by"),
                        PostgresKeys.time(row, "changed_at").orElseThrow()));
    }

    @Override
    public Change put(Membership wanted, Function<Optional<Membership>, AuditEntry> entry) {
        return run(wanted.tenant(), connection -> {
            Found found = lock(connection, wanted.tenant(), wanted.subject());
            if (found.version() != wanted.version() - 1) {
                return new Change.OtherVersion(found.version());
            }
            if (found.isLastAdmin() && !wanted.isAdmin()) {
                return new Change.LastAdmin();
            }
            boolean isDone = found.member().isPresent() ? update(connection, wanted) : insert(connection, wanted);
            if (!isDone) {
                return new Change.OtherVersion(1); // Somebody else added them at this moment.
            }
            PostgresAudit.insert(connection, List.of(entry.apply(found.member())));
            return new Change.Done(found.member().map(wanted::addedAs).orElse(wanted));
        });
    }

    @Override
    public Change remove(
            TenantId tenant,
            String subject,
            Optional<Integer> version,
            Function<Optional<Membership>, AuditEntry> entry) {
        return run(tenant, connection -> {
            Found found = lock(connection, tenant, subject);
            if (found.member().isEmpty() || found.version() != version.orElse(found.version())) {
                return new Change.OtherVersion(found.version());
            }
            if (found.isLastAdmin()) {
                return new Change.LastAdmin();
            }
            try (PreparedStatement delete =
                    connection.prepareStatement("delete from membership where tenant_id = ? and subject = ?")) {
                delete.setString(1, tenant.value());
                delete.setString(2, subject);
                delete.executeUpdate();
            }
            PostgresAudit.insert(connection, List.of(entry.apply(found.member())));
            return new Change.Done(found.member().get());
        });
    }

    private Change run(TenantId tenant, Work<Change> work) {
        try {
            return tenants.run(tenant, work);
        } catch (SQLException failed) {
            throw away(failed);
        }
    }

    /// Who is to be changed, as they are.
    ///
    /// @param isLastAdmin whether they are an administrator, and nobody else is
    record Found(Optional<Membership> member, boolean isLastAdmin) {
        int version() {
            return member.map(Membership::version).orElse(0);
        }
    }

    /// Keeps a member and all administrators as they are until the transaction ends: two administrators can't remove
    /// each other at the same moment.
    static Found lock(Connection connection, TenantId tenant, String subject) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(COLUMNS
                + " where tenant_id = ? and (subject = ? or 'admin' = any (roles)) order by subject for update")) {
            select.setString(1, tenant.value());
            select.setString(2, subject);
            Optional<Membership> member = Optional.empty();
            boolean hasOther = false;
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    Membership found = membership(rows);
                    if (found.subject().equals(subject)) {
                        member = Optional.of(found);
                    } else {
                        hasOther = true;
                    }
                }
            }
            return new Found(member, member.filter(Membership::isAdmin).isPresent() && !hasOther);
        }
    }

    static boolean insert(Connection connection, Membership wanted) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "insert into membership (roles, locations, version, changed_by, changed_at,"
                        + " tenant_id, subject, added_by, added_at) values (?,?,?,?,?,?,?,?,?) on conflict do nothing")) {
            values(connection, insert, wanted);
            insert.setString(8, wanted.added().by());
            insert.setObject(9, PostgresKeys.time(wanted.added().at()));
            return insert.executeUpdate() == 1;
        }
    }

    static boolean update(Connection connection, Membership wanted) throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement("update membership set roles = ?, locations = ?, version = ?,"
                        + " changed_by = ?, changed_at = ? where tenant_id = ? and subject = ?")) {
            values(connection, update, wanted);
            return update.executeUpdate() == 1;
        }
    }

    private static void values(Connection connection, PreparedStatement statement, Membership wanted)
            throws SQLException {
        statement.setArray(
                1, PostgresKeys.texts(connection, wanted.roles().stream().map(Role::word)));
        statement.setArray(2, PostgresKeys.locations(connection, wanted.locations()));
        statement.setInt(3, wanted.version());
        statement.setString(4, wanted.changed().by());
        statement.setObject(5, PostgresKeys.time(wanted.changed().at()));
        statement.setString(6, wanted.tenant().value());
        statement.setString(7, wanted.subject());
    }
}
