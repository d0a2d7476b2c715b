package io.millrace.embedded;

import io.millrace.config.Postgres;
import io.millrace.ledger.database.DatabaseLogin;
import io.millrace.ledger.database.DatabaseSettings;
import io.millrace.platform.EmbeddedPostgres;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Properties;

/// How the database is reached, as the application role; and how history is kept there, if it is.
record DatabaseAccess(String url, Properties login, Optional<DatabaseSettings> history) {
    private static final String CONNECT_TIMEOUT_SECONDS = "2";

    static DatabaseAccess of(EmbeddedPostgres postgres) {
        Properties login = patient();
        login.setProperty("user", postgres.applicationCredentials().user());
        login.setProperty("password", postgres.applicationCredentials().password());
        DatabaseSettings history = new DatabaseSettings(
                postgres.jdbcUrl(),
                login(postgres.ownerCredentials()),
                login(postgres.applicationCredentials()),
                login(postgres.sinkCredentials()));
        return new DatabaseAccess(postgres.jdbcUrl(), login, Optional.of(history));
    }

    static DatabaseAccess of(Postgres.External external) {
        Properties login = patient();
        external.login().ifPresent(given -> {
            login.setProperty("user", given.user());
            login.setProperty("password", given.password().value());
        });
        Optional<DatabaseSettings> history = external.keepers()
                .flatMap(keepers -> external.login()
                        .map(application -> new DatabaseSettings(
                                external.url(), login(keepers.owner()), login(application), login(keepers.sink()))));
        return new DatabaseAccess(external.url(), login, history);
    }

    private static DatabaseLogin login(io.millrace.platform.Login login) {
        return new DatabaseLogin(login.user(), login.password());
    }

    private static DatabaseLogin login(io.millrace.config.Login login) {
        return new DatabaseLogin(login.user(), login.password().value());
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
