package io.millrace.platform;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/// What this module's tests share: options with the programs unpacked once per build, and a few queries.
final class TestPlatform {
    static final Path BINARIES = Path.of("target", "postgres-binaries").toAbsolutePath();

    private TestPlatform() {}

    static EmbeddedPlatform.Options options(Path folder) {
        return EmbeddedPlatform.Options.of(folder, EmbeddedBroker.Options.onAnyPorts(), postgresOptions());
    }

    static EmbeddedPostgres.Options postgresOptions() {
        return EmbeddedPostgres.Options.onAnyPort().withBinariesCache(BINARIES);
    }

    static Connection connect(EmbeddedPostgres postgres, Login login) throws SQLException {
        return DriverManager.getConnection(postgres.jdbcUrl(), login.user(), login.password());
    }

    static void execute(EmbeddedPostgres postgres, String... statements) throws SQLException {
        try (Connection connection = connect(postgres, postgres.ownerCredentials());
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    static List<String> column(EmbeddedPostgres postgres, String query) throws SQLException {
        try (Connection connection = connect(postgres, postgres.ownerCredentials());
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            List<String> values = new ArrayList<>();
            while (rows.next()) {
                values.add(rows.getString(1));
            }
            return values;
        }
    }
}
