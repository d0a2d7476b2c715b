package io.millrace.ledger.security;

import io.millrace.domain.LocationId;
import io.millrace.domain.TenantId;
import io.millrace.ledger.database.TenantTransactions;
import io.millrace.ledger.database.Work;
import io.millrace.ledger.http.Role;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// API keys in PostgreSQL, each behind its tenant's row-level security.
public final class PostgresKeys implements KeyStore {
    private static final String COLUMNS = "select tenant_id, id, name, roles, locations, hash, created_by, created_at,"
            + " expires_at, revoked_at, last_used_at from api_key";
    private static final int LISTED_MAX = 1_000;

    private final TenantTransactions tenants;

    public PostgresKeys(TenantTransactions tenants) {
        this.tenants = tenants;
    }

    private <T> T run(TenantId tenant, Work<T> work) {
        try {
            return tenants.run(tenant, work);
        } catch (SQLException failed) {
            throw new StoreAwayException("the API keys in PostgreSQL: " + failed.getMessage(), failed);
        }
    }

    @Override
    public Optional<Kept> find(TenantId tenant, String id) {
        return run(tenant, connection -> {
            try (PreparedStatement select = connection.prepareStatement(COLUMNS + " where tenant_id = ? and id = ?")) {
                select.setString(1, tenant.value());
                select.setString(2, id);
                try (ResultSet rows = select.executeQuery()) {
                    return rows.next() ? Optional.of(new Kept(key(rows), rows.getBytes("hash"))) : Optional.empty();
                }
            }
        });
    }

    @Override
    public List<ApiKey> list(TenantId tenant) {
        return run(tenant, connection -> {
            try (PreparedStatement select = connection.prepareStatement(
                    COLUMNS + " where tenant_id = ? order by created_at desc, id limit " + LISTED_MAX)) {
                select.setString(1, tenant.value());
                List<ApiKey> keys = new ArrayList<>();
                try (ResultSet rows = select.executeQuery()) {
                    while (rows.next()) {
                        keys.add(key(rows));
                    }
                }
                return keys;
            }
        });
    }

    @Override
    public void add(Kept kept, AuditEntry entry) {
        run(kept.key().tenant(), connection -> {
            insert(connection, kept);
            PostgresAudit.insert(connection, List.of(entry));
            return true;
        });
    }

    static void insert(Connection connection, Kept kept) throws SQLException {
        ApiKey key = kept.key();
        try (PreparedStatement insert = connection.prepareStatement("insert into api_key (tenant_id, id, name,"
                + " roles, locations, hash, created_by, created_at, expires_at) values (?,?,?,?,?,?,?,?,?)")) {
            insert.setString(1, key.tenant().value());
            insert.setString(2, key.id());
            insert.setString(3, key.name());
            insert.setArray(4, texts(connection, key.roles().stream().map(Role::word)));
            insert.setArray(5, locations(connection, key.locations()));
            insert.setBytes(6, kept.hash());
            insert.setString(7, key.createdBy());
            insert.setObject(8, time(key.times().createdAt()));
            insert.setObject(
                    9, key.times().expiresAt().map(PostgresKeys::time).orElse(null), Types.TIMESTAMP_WITH_TIMEZONE);
            insert.executeUpdate();
        }
    }

    /// Places as a column has them; nothing is everywhere.
    static @Nullable Array locations(Connection connection, Optional<Set<LocationId>> locations) throws SQLException {
        return locations.isEmpty()
                ? null
                : texts(connection, locations.get().stream().map(LocationId::value));
    }

    /// Places from their column.
    static Optional<Set<LocationId>> locations(@Nullable Array column) throws SQLException {
        return column == null
                ? Optional.empty()
                : Optional.of(strings(column).map(LocationId::of).collect(Collectors.toSet()));
    }

    /// Roles from their column.
    static Set<Role> roles(Array column) throws SQLException {
        Set<Role> roles = EnumSet.noneOf(Role.class);
        strings(column).forEach(word -> Role.of(word).ifPresent(roles::add));
        return roles;
    }

    @Override
    public boolean revoke(TenantId tenant, String id, AuditEntry entry) {
        return run(tenant, connection -> {
            boolean isRevoked = update(connection, "revoked_at", tenant, id, entry.at(), " and revoked_at is null");
            if (isRevoked) {
                PostgresAudit.insert(connection, List.of(entry));
            }
            return isRevoked;
        });
    }

    @Override
    public void used(TenantId tenant, String id, Instant at) {
        run(tenant, connection -> update(connection, "last_used_at", tenant, id, at, ""));
    }

    private static boolean update(
            Connection connection, String column, TenantId tenant, String id, Instant at, String condition)
            throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(
                "update api_key set " + column + " = ? where tenant_id = ? and id = ?" + condition)) {
            update.setObject(1, time(at));
            update.setString(2, tenant.value());
            update.setString(3, id);
            return update.executeUpdate() == 1;
        }
    }

    static Array texts(Connection connection, Stream<String> texts) throws SQLException {
        return connection.createArrayOf("text", texts.sorted().toArray());
    }

    static OffsetDateTime time(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }

    private static ApiKey key(ResultSet row) throws SQLException {
        return new ApiKey(
                row.getString("id"),
                TenantId.of(row.getString("tenant_id")),
                row.getString("name"),
                roles(row.getArray("roles")),
                locations(row.getArray("locations")),
                row.getString("created_by"),
                new ApiKey.Times(
                        time(row, "created_at").orElseThrow(),
                        time(row, "expires_at"),
                        time(row, "revoked_at"),
                        time(row, "last_used_at")));
    }

    private static Stream<String> strings(Array array) throws SQLException {
        return Stream.of((String[]) array.getArray());
    }

    static Optional<Instant> time(ResultSet row, String column) throws SQLException {
        @Nullable OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return Optional.ofNullable(time).map(OffsetDateTime::toInstant);
    }
}
