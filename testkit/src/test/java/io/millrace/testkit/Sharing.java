package io.millrace.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/// What holds for the database of every test class.
final class Sharing {
    private Sharing() {}

    static void checkDatabase(TestDatabase database) throws SQLException {
        Seen.SERVERS.add(database.jdbcUrl().replace(database.name(), ""));
        assertThat(Seen.SERVERS).hasSize(1);
        assertThat(Seen.DATABASES.add(database.name()))
                .as("nobody else has database " + database.name())
                .isTrue();
        try (Connection owner = database.connectAsOwner();
                Statement statement = owner.createStatement()) {
            statement.execute("CREATE TABLE mine (what text)");
        }
        try (Connection application = database.connectAsApplication();
                Statement statement = application.createStatement()) {
            assertThatThrownBy(() -> statement.execute("SELECT * FROM mine")).hasMessageContaining("permission denied");
        }
    }
}
