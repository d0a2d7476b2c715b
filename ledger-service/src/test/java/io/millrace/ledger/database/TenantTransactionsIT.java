package io.millrace.ledger.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.domain.TenantId;
import io.millrace.testkit.PostgresExtension;
import io.millrace.testkit.TestDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// What a session of the application's role can see and do, however it goes about it.
@ExtendWith(PostgresExtension.class)
class TenantTransactionsIT {
    private static final TenantId ACME = TenantId.of("acme");
    private static final TenantId OTHER = TenantId.of("other");
    private static Database database;

    @BeforeAll
    static void open(TestDatabase postgres) throws SQLException {
        database = TestDatabases.open(postgres);
        try (Connection owner = postgres.connectAsOwner();
                Statement statement = owner.createStatement()) {
            statement.execute("create table millrace.note (tenant_id text not null, words text not null)");
            statement.execute("insert into millrace.note values ('acme', 'ours'), ('other', 'theirs')");
            statement.execute("alter table millrace.note enable row level security");
            statement.execute("alter table millrace.note force row level security");
            statement.execute("create policy tenant on millrace.note to millrace_app"
                    + " using (tenant_id = current_setting('millrace.tenant', true))");
            statement.execute("grant select, insert, update, delete on millrace.note to millrace_app");
        }
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @Test
    void shouldSeeOneTenantsRowsWhenATransactionIsThatTenants() throws SQLException {
        // when
        List<String> ours = database.tenants().run(ACME, connection -> words(connection, "%"));
        List<String> theirs = database.tenants().read(OTHER, connection -> words(connection, "%"));

        // then
        assertThat(ours).containsExactly("ours");
        assertThat(theirs).containsExactly("theirs");
    }

    @Test
    void shouldSeeNothingWhenNobodySaidWhoseTransactionItIs() throws SQLException {
        // given a connection that was another's a moment ago
        List<String> before = database.tenants().run(ACME, connection -> words(connection, "%"));

        // when
        List<String> seen = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            seen.addAll(new Transactions(database.application()).run(connection -> words(connection, "%")));
        }

        // then
        assertThat(before).isNotEmpty();
        assertThat(seen).isEmpty();
    }

    @Test
    void shouldForgetTheTenantWhenItsTransactionFailed() throws SQLException {
        // given
        assertThatThrownBy(() -> database.tenants().run(ACME, connection -> execute(connection, "select 1 / 0")))
                .isInstanceOf(SQLException.class);

        // when
        List<String> seen = new Transactions(database.application()).run(connection -> words(connection, "%"));

        // then
        assertThat(seen).isEmpty();
    }

    @Test
    void shouldTakeAHostileStringForAWordWhenItIsAsked() throws SQLException {
        // when
        List<String> seen = database.tenants()
                .run(ACME, connection -> words(connection, "' or true; set millrace.tenant = 'other'; --"));

        // then
        assertThat(seen).isEmpty();
    }

    @Test
    void shouldSeeItsOwnTenantOnlyWhenASessionWasLeftAsAnothers() throws SQLException {
        // given a session whose setting outlives its transaction
        new Transactions(database.application())
                .run(connection -> execute(connection, "select set_config('millrace.tenant', 'other', false)"));

        // when
        List<String> seen = database.tenants().run(ACME, connection -> words(connection, "%"));
        new Transactions(database.application())
                .run(connection -> execute(connection, "select set_config('millrace.tenant', '', false)"));

        // then
        assertThat(seen).containsExactly("ours");
    }

    @Test
    void shouldRefuseToBecomeAnyoneElseWhenASessionIsHostile() {
        for (String trick : List.of(
                "set role millrace_owner",
                "set role millrace_sink",
                "set session authorization millrace_owner",
                "set row_security = off; select * from millrace.note",
                "alter table millrace.note no force row level security",
                "alter table millrace.note disable row level security",
                "drop policy tenant on millrace.note",
                "create policy open on millrace.note using (true)",
                "alter role millrace_app bypassrls",
                "create table millrace.mine (tenant_id text)",
                "create function millrace.leak() returns int language sql as 'select 1'",
                "truncate millrace.note",
                "insert into millrace.note values ('other', 'planted')",
                "select * from millrace.flyway_schema_history")) {
            // when
            assertThatThrownBy(() -> database.tenants().run(ACME, connection -> execute(connection, trick)))
                    // then
                    .as(trick)
                    .isInstanceOf(SQLException.class)
                    .extracting(failed -> ((SQLException) failed).getSQLState())
                    .isIn("42501", "42P17");
        }
    }

    @Test
    void shouldChangeNothingOfAnothersWhenAFilterIsForgotten() throws SQLException {
        // when
        database.tenants().run(ACME, connection -> execute(connection, "update millrace.note set words = 'ours'"));

        // then
        List<String> theirs = database.tenants().run(OTHER, connection -> words(connection, "%"));
        assertThat(theirs).containsExactly("theirs");
    }

    private static boolean execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            return statement.execute(sql);
        }
    }

    /// What is found without saying whose.
    private static List<String> words(Connection connection, String like) throws SQLException {
        List<String> words = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement("select words from note where words like ?")) {
            query.setString(1, like);
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    words.add(rows.getString(1));
                }
            }
        }
        return words;
    }
}
