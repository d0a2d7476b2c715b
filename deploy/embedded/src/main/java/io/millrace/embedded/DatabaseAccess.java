package io.millrace.embedded;

import io.millrace.config.Postgres;
import io.millrace.platform.EmbeddedPostgres;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;

/// How the database is reached, as the application role.
record DatabaseAccess(String url, Properties login) {
    private static final String CONNECT_TIMEOUT_SECONDS = "2";

    static DatabaseAccess of(EmbeddedPostgres postgres) {
        Properties login = patient();
        login.setProperty("user", postgres.applicationCredentials().user());
        login.setProperty("password", postgres.applicationCredentials().password());
        return new DatabaseAccess(postgres.jdbcUrl(), login);
    }

    static DatabaseAccess of(Postgres.External external) {
        Properties login = patient();
        external.login().ifPresent(given -> {
            login.setProperty("user", given.user());
            login.setProperty("password", given.password().value());
        });
        return new DatabaseAccess(external.url(), login);
    }

    private static Properties patient() {
        Properties login = new Properties();
        login.setProperty("connectTimeout", CONNECT_TIMEOUT_SECONDS);
        login.setProperty("socketTimeout", CONNECT_TIMEOUT_SECONDS);
        return login;
    }

    Connection connect() throws SQLException {
        return DriverManager.getConnection(url, login);
    }

    /// The login is a secret.
    @Override
    public String toString() {
        return url;
    }
}
