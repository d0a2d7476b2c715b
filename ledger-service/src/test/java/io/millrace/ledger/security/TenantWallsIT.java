package io.millrace.ledger.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.domain.TenantId;
import io.millrace.ledger.database.Database;
import io.millrace.ledger.database.TestDatabases;
import io.millrace.ledger.database.Transactions;
import io.millrace.ledger.database.Work;
import io.millrace.testkit.PostgresExtension;
import io.millrace.testkit.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// What the database shows of tenants and their people to whoever got hold of the application's role.
@ExtendWith(PostgresExtension.class)
class TenantWallsIT {
    private static Database database;
    private static Provisioning provisioning;

    @BeforeAll
    static void open(TestDatabase postgres) {
        database = TestDatabases.open(postgres);
        provisioning = new Provisioning(List.of(), new PostgresRegister(database.installation()));
    }

    @AfterAll
    static void close() {
        database.close();
    }

    private static void made(String tenant, String admin) {
        TenantPlan plan = new TenantPlan(
                TenantId.of(tenant),
                tenant,
                TenantLimits.NONE,
                Optional.of(admin),
                TenantPlan.AdminKey.ONCE,
                "EUR",
                "UTC",
                "User:" + tenant);
        Membership.Trace now = new Membership.Trace("olga", Instant.now());
        provisioning.provision(
                plan,
                now,
                ready -> new AuditEntry(
                        UUID.randomUUID().toString(),
                        now.at(),
                        plan.id(),
                        now.by(),
                        Optional.empty(),
                        "127.0.0.1",
                        "postTenant",
                        "/v1/tenants",
                        200,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()));
    }

    @Test
    void shouldShowAHostileSessionNoMoreThanItsScope() throws SQLException {
        made("walled", "wanda");
        made("beyond", "wanda");
        made("foreign", "fred");

        // Of one person: their memberships, for looking only, and nothing else of any tenant.
        assertThat(database.installation().ofSubject("wanda", one("select count(*) from membership")))
                .isEqualTo(2);
        for (String table : List.of("tenant", "api_key", "audit", "tenant_configuration", "journal")) {
            assertThat(database.installation().ofSubject("wanda", one("select count(*) from " + table)))
                    .as(table)
                    .isZero();
        }
        for (String trick : List.of(
                "update membership set roles = '{admin}'",
                "delete from membership",
                "insert into membership values ('foreign', 'wanda', '{admin}', null, 1, 'w', now(), 'w', now())")) {
            assertThatThrownBy(() -> database.installation().ofSubject("wanda", execute(trick)))
                    .as(trick)
                    .isInstanceOf(SQLException.class);
        }
        assertThat(database.installation().ofAll(one("select count(*) from membership")))
                .isZero();
        // Of a tenant: itself, and not to be changed.
        TenantId walled = TenantId.of("walled");
        assertThat(database.tenants().run(walled, one("select count(*) from tenant")))
                .isEqualTo(1);
        assertThat(database.tenants().run(walled, one("select count(*) from membership")))
                .isEqualTo(1);
        assertThat(database.tenants()
                        .run(
                                walled,
                                one("with done as (update tenant set limits = '{}', state = 'active' returning 1)"
                                        + " select count(*) from done")))
                .isZero();
        for (String trick : List.of(
                "insert into tenant values ('mine', 'Mine', 'active', '{}', 1, 'w', now(), 'w', now())",
                "delete from tenant",
                "update tenant set name = 'x'",
                "update membership set tenant_id = 'beyond'",
                "update membership set subject = 'fred'",
                "insert into membership values ('beyond', 'w', '{admin}', null, 1, 'w', now(), 'w', now())",
                "alter table membership no force row level security",
                "drop policy subject on membership")) {
            assertThatThrownBy(() -> database.tenants().run(walled, execute(trick)))
                    .as(trick)
                    .isInstanceOf(SQLException.class)
                    .extracting(failed -> ((SQLException) failed).getSQLState())
                    .isEqualTo("42501");
        }
        assertThatThrownBy(() -> database.tenants().run(walled, execute("update membership set roles = '{operator}'")))
                .hasMessageContaining("membership_roles_check");
    }

    @Test
    void shouldForgetAScopeWithItsTransactionAndIgnoreWhatASessionWasLeftWith() throws SQLException {
        made("left-1", "lea");
        made("left-2", "lea");
        assertThat(database.installation().ofSubject("lea", one("select count(*) from membership")))
                .isEqualTo(2);
        Transactions bare = new Transactions(database.application());
        for (int i = 0; i < 20; i++) {
            assertThat(bare.run(one("select count(*) from membership"))).isZero();
            assertThat(bare.run(one("select count(*) from tenant"))).isZero();
        }

        bare.run(execute("select set_config('millrace.subject', 'lea', false),"
                + " set_config('millrace.operator', 'true', false), set_config('millrace.tenant', 'left-2', false)"));

        int members = database.tenants().run(TenantId.of("left-1"), one("select count(*) from membership"));
        int tenants = database.tenants().run(TenantId.of("left-1"), one("select count(*) from tenant"));
        int all = database.installation().ofAll(one("select count(*) from membership"));
        bare.run(execute("select set_config('millrace.subject', '', false),"
                + " set_config('millrace.operator', '', false), set_config('millrace.tenant', '', false)"));
        assertThat(members).isEqualTo(1);
        assertThat(tenants).isEqualTo(1);
        assertThat(all).isZero();
    }

    private static Work<Integer> one(String sql) {
        return connection -> {
            try (Statement statement = connection.createStatement();
                    var rows = statement.executeQuery(sql)) {
                return rows.next() ? rows.getInt(1) : 0;
            }
        };
    }

    private static Work<Boolean> execute(String sql) {
        return (Connection connection) -> {
            try (Statement statement = connection.createStatement()) {
                return statement.execute(sql);
            }
        };
    }
}
