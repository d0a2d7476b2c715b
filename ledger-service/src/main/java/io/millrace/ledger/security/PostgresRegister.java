package io.millrace.ledger.security;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.millrace.domain.TenantId;
import io.millrace.ledger.database.InstallationTransactions;
import io.millrace.ledger.database.Work;
import io.millrace.ledger.http.Role;
import io.millrace.ledger.http.StrictJson;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/// The tenants of the installation in PostgreSQL, behind a policy of their own.
public final class PostgresRegister implements Register {
    /// What the key is called that a new tenant's administrators get.
    static final String KEY_NAME = "first administrator";

    private static final String COLUMNS = "select tenant_id, name, state, limits, version, created_by, created_at,"
            + " changed_by, changed_at from tenant";
    private static final int ALL_MAX = 100_000;

    private final InstallationTransactions transactions;

    public PostgresRegister(InstallationTransactions transactions) {
        this.transactions = transactions;
    }

    private static StoreAwayException away(SQLException failed) {
        return new StoreAwayException("the tenants in PostgreSQL: " + failed.getMessage(), failed);
    }

    private <T> T read(Work<T> work) {
        try {
            return transactions.ofAll(work);
        } catch (SQLException failed) {
            throw away(failed);
        }
    }

    private <T> T change(TenantId tenant, Work<T> work) {
        try {
            return transactions.change(tenant, work);
        } catch (SQLException failed) {
            throw away(failed);
        }
    }

    @Override
    public List<Tenant> list(String after, int limit) {
        return read(connection -> select(
                connection,
                " where tenant_id collate \"C\" > ? order by tenant_id collate \"C\" limit " + limit,
                after));
    }

    @Override
    public List<Tenant> all() {
        return list("", ALL_MAX);
    }

    @Override
    public Optional<Tenant> find(TenantId id) {
        return read(connection ->
                select(connection, " where tenant_id = ?", id.value()).stream().findFirst());
    }

    private static List<Tenant> select(Connection connection, String which, String value) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(COLUMNS + which)) {
            select.setString(1, value);
            List<Tenant> tenants = new ArrayList<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    tenants.add(tenant(rows));
                }
            }
            return tenants;
        }
    }

    private static Tenant tenant(ResultSet row) throws SQLException {
        return new Tenant(
                TenantId.of(row.getString("tenant_id")),
                row.getString("name"),
                Tenant.State.of(row.getString("state")),
                limits(row.getString("limits")),
                row.getInt("version"),
                new Membership.Trace(
                        row.getString("created_by"),
                        PostgresKeys.time(row, "created_at").orElseThrow()),
                new Membership.Trace(
                        row.getString("changed_by"),
                        PostgresKeys.time(row, "changed_at").orElseThrow()));
    }

    private static TenantLimits limits(String json) {
        try {
            return TenantLimits.of(StrictJson.MAPPER.readTree(json));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("the database keeps JSON as JSON", impossible);
        }
    }

    @Override
    public Entered enter(
            TenantPlan plan, KeyStore.Kept key, Membership.Trace now, Function<Entered.In, AuditEntry> entry) {
        return change(plan.id(), connection -> {
            boolean isNew = insert(connection, plan, now);
            Tenant tenant = locked(connection, plan.id()).orElseThrow();
            if (!tenant.name().equals(plan.name())) {
                return new Entered.OtherName(tenant.name());
            }
            List<Step> steps = new ArrayList<>();
            steps.add(row(plan, tenant, isNew));
            steps.add(admin(connection, plan, now));
            Step made = key(connection, plan, key, now);
            steps.add(made);
            Entered.In in = new Entered.In(tenant, steps, made.result() == Step.Result.DONE);
            PostgresAudit.insert(connection, List.of(entry.apply(in)));
            return in;
        });
    }

    /// What a tenant may is changed by name only, not by making it ready once more.
    private static Step row(TenantPlan plan, Tenant tenant, boolean isNew) {
        boolean isOther =
                !plan.limits().equals(TenantLimits.NONE) && !plan.limits().equals(tenant.limits());
        return new Step(
                "row",
                isNew ? Step.Result.DONE : Step.Result.THERE,
                isOther
                        ? "its limits stay as they are; PUT /v1/tenants/" + plan.id() + "/limits changes them"
                        : plan.name());
    }

    private static boolean insert(Connection connection, TenantPlan plan, Membership.Trace now) throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement("insert into tenant (tenant_id, name, state, limits,"
                        + " version, created_by, created_at, changed_by, changed_at)"
                        + " values (?, ?, 'active', ?, 1, ?, ?, ?, ?) on conflict do nothing")) {
            insert.setString(1, plan.id().value());
            insert.setString(2, plan.name());
            insert.setObject(3, plan.limits().json().toString(), Types.OTHER);
            insert.setString(4, now.by());
            insert.setObject(5, PostgresKeys.time(now.at()));
            insert.setString(6, now.by());
            insert.setObject(7, PostgresKeys.time(now.at()));
            return insert.executeUpdate() == 1;
        }
    }

    private static Optional<Tenant> locked(Connection connection, TenantId id) throws SQLException {
        return select(connection, " where tenant_id = ? for update", id.value()).stream()
                .findFirst();
    }

    /// Makes somebody an administrator, whatever else they are there.
    private static Step admin(Connection connection, TenantPlan plan, Membership.Trace now) throws SQLException {
        if (plan.admin().isEmpty()) {
            return new Step("admin", Step.Result.LEFT_OUT, "no administrator was named");
        }
        String subject = plan.admin().get();
        Optional<Membership> before =
                PostgresMembers.lock(connection, plan.id(), subject).member();
        if (before.filter(Membership::isAdmin).isPresent()) {
            return new Step("admin", Step.Result.THERE, subject);
        }
        Set<Role> roles = EnumSet.of(Role.ADMIN);
        before.ifPresent(member -> roles.addAll(member.roles()));
        int version = before.map(Membership::version).orElse(0) + 1;
        Membership wanted = new Membership(plan.id(), subject, roles, Optional.empty(), version, now, now);
        boolean isDone = before.isPresent()
                ? PostgresMembers.update(connection, wanted)
                : PostgresMembers.insert(connection, wanted);
        return new Step("admin", isDone ? Step.Result.DONE : Step.Result.THERE, subject);
    }

    private static Step key(Connection connection, TenantPlan plan, KeyStore.Kept key, Membership.Trace now)
            throws SQLException {
        switch (plan.adminKey()) {
            case NONE -> {
                return new Step("key", Step.Result.LEFT_OUT, "no key was asked for");
            }
            case ONCE -> {
                Optional<String> good = goodKey(connection, plan.id(), now);
                if (good.isPresent()) {
                    return new Step(
                            "key",
                            Step.Result.THERE,
                            good.get() + "; it is shown once only, adminKey new makes another and revokes it");
                }
            }
            case NEW -> revokeKeys(connection, plan.id(), now);
        }
        PostgresKeys.insert(connection, key);
        return new Step("key", Step.Result.DONE, key.key().id());
    }

    private static Optional<String> goodKey(Connection connection, TenantId tenant, Membership.Trace now)
            throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("select id from api_key where tenant_id = ? and"
                + " name = ? and revoked_at is null and (expires_at is null or expires_at > ?) limit 1")) {
            select.setString(1, tenant.value());
            select.setString(2, KEY_NAME);
            select.setObject(3, PostgresKeys.time(now.at()));
            try (ResultSet rows = select.executeQuery()) {
                return rows.next() ? Optional.of(rows.getString(1)) : Optional.empty();
            }
        }
    }

    private static void revokeKeys(Connection connection, TenantId tenant, Membership.Trace now) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(
                "update api_key set revoked_at = ? where tenant_id = ? and name = ? and revoked_at is null")) {
            update.setObject(1, PostgresKeys.time(now.at()));
            update.setString(2, tenant.value());
            update.setString(3, KEY_NAME);
            update.executeUpdate();
        }
    }

    @Override
    public Changed change(
            TenantId id,
            Optional<Integer> version,
            UnaryOperator<Tenant> change,
            Function<Changed.Done, AuditEntry> entry) {
        return change(id, connection -> {
            Optional<Tenant> before = locked(connection, id);
            if (before.isEmpty()) {
                return new Changed.Unknown();
            }
            if (before.get().version() != version.orElse(before.get().version())) {
                return new Changed.OtherVersion(before.get().version());
            }
            Tenant after = change.apply(before.get());
            try (PreparedStatement update = connection.prepareStatement("update tenant set state = ?, limits = ?,"
                    + " version = ?, changed_by = ?, changed_at = ? where tenant_id = ?")) {
                update.setString(1, after.state().word());
                update.setObject(2, after.limits().json().toString(), Types.OTHER);
                update.setInt(3, after.version());
                update.setString(4, after.changed().by());
                update.setObject(5, PostgresKeys.time(after.changed().at()));
                update.setString(6, id.value());
                update.executeUpdate();
            }
            Changed.Done done = new Changed.Done(before.get(), after);
            PostgresAudit.insert(connection, List.of(entry.apply(done)));
            return done;
        });
    }
}
