package io.millrace.ledger.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.testkit.PostgresExtension;
import io.millrace.testkit.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// What holds for every table there is, and for those to come.
@ExtendWith(PostgresExtension.class)
class DataDictionaryIT {
    private static final Path PAGE = Path.of("../docs/database.md");
    private static Database database;
    private static Connection owner;
    private static DataDictionary dictionary;

    @BeforeAll
    static void open(TestDatabase postgres) throws SQLException {
        database = TestDatabases.open(postgres);
        owner = postgres.connectAsOwner();
        dictionary = new DataDictionary(owner);
    }

    @AfterAll
    static void close() throws SQLException {
        owner.close();
        database.close();
    }

    @Test
    void shouldSayOnThePageWhatTheDatabaseSays() throws IOException, SQLException {
        // when
        String page = dictionary.page();

        // then
        if (Boolean.getBoolean("dictionary.update")) {
            Files.writeString(PAGE, page);
        }
        assertThat(Files.readString(PAGE))
                .as("docs/database.md is not what the migrations make; write it with -Ddictionary.update=true")
                .isEqualTo(page);
    }

    @Test
    void shouldExplainEveryTableAndColumn() throws SQLException {
        assertThat(dictionary.page()).doesNotContain("|  |").doesNotContain("\n\n\n");
    }

    @Test
    void shouldForceRowLevelSecurityOnEveryTableOfTenants() throws SQLException {
        for (DataDictionary.Table table : dictionary.tables()) {
            if (dictionary.hasColumn(table, "tenant_id")) {
                assertThat(table.isWalled()).as(table.name()).isTrue();
            }
        }
    }

    @Test
    void shouldShowTheApplicationNothingOfAnyTenantWhenNoneIsNamed() throws SQLException {
        for (DataDictionary.Table table : dictionary.tables()) {
            if (dictionary.hasColumn(table, "tenant_id") && mayRead(table)) {
                // when
                int rows = new Transactions(database.application())
                        .run(connection -> count(connection, "select count(*) from " + table.name()));

                // then
                assertThat(rows).as(table.name()).isZero();
            }
        }
    }

    @Test
    void shouldGiveNoRoleButTheOwnerMoreThanRows() throws SQLException {
        // when
        int wide = count(
                owner,
                "select count(*) from information_schema.role_table_grants where table_schema ="
                        + " 'millrace' and grantee in ('millrace_app', 'millrace_sink', 'PUBLIC')"
                        + " and privilege_type in ('TRUNCATE', 'TRIGGER', 'REFERENCES', 'MAINTAIN')");
        int strong = count(
                owner,
                "select count(*) from pg_roles where rolname in ('millrace_app', 'millrace_sink',"
                        + " 'millrace_owner') and (rolsuper or rolbypassrls or rolcreaterole)");

        // then
        assertThat(wide).isZero();
        assertThat(strong).isZero();
    }

    private static boolean mayRead(DataDictionary.Table table) throws SQLException {
        return count(
                        owner,
                        "select has_table_privilege('millrace_app', 'millrace." + table.name() + "', 'select')::int")
                == 1;
    }

    private static int count(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            return rows.next() ? rows.getInt(1) : 0;
        }
    }
}
