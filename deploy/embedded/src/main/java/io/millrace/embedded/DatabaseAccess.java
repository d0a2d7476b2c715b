package io.millrace.embedded;

import io.millrace.config.Postgres;
import io.millrace.ledger.database.Database;
import io.millrace.ledger.database.DatabaseException;
import io.millrace.ledger.database.DatabaseLogin;
import io.millrace.ledger.database.DatabaseSettings;
import io.millrace.platform.EmbeddedPostgres;
import io.millrace.platform.PlatformException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Properties;

/// How the database is reached: as the application role, and as whom it is used at all. The embedded one has a role for
/// each use; an external one those that were given, or the one that was given for everything.
///
/// @param keepsHistory whether history is kept there
record DatabaseAccess(String url, Properties login, DatabaseSettings roles, boolean keepsHistory) {
    private static final String CONNECT_TIMEOUT_SECONDS = "2";

    static DatabaseAccess of(EmbeddedPostgres postgres) {
        Properties login = patient();
        login.setProperty("user", postgres.applicationCredentials().user());
        login.setProperty("password", postgres.applicationCredentials().password());
        DatabaseSettings roles = new DatabaseSettings(
                postgres.jdbcUrl(),
                login(postgres.ownerCredentials()),
                login(postgres.applicationCredentials()),
                login(postgres.sinkCredentials()));
        return new DatabaseAccess(postgres.jdbcUrl(), login, roles, true);
    }

    static DatabaseAccess of(Postgres.External external) {
        Properties login = patient();
        external.login().ifPresent(given -> {
            login.setProperty("user", given.user());
            login.setProperty("password", given.password().value());
        });
        DatabaseLogin application =
                external.login().map(DatabaseAccess::login).orElseGet(() -> new DatabaseLogin("", ""));
        Optional<Postgres.Keepers> keepers = external.login().flatMap(_ -> external.keepers());
        DatabaseSettings roles = new DatabaseSettings(
                external.url(),
                keepers.map(kept -> login(kept.owner())).orElse(application),
                application,
                keepers.map(kept -> login(kept.sink())).orElse(application));
        return new DatabaseAccess(external.url(), login, roles, keepers.isPresent());
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

    /// Brings the schema up to date and opens the pools, once for everything on this node.
    ///
    /// @throws PlatformException if the database can't be used, saying what to do
    Database open() {
        if (roles.owner().user().isEmpty()) {
            throw new PlatformException("Keys and the audit are kept in " + url
                    + ", and there is no role to do so as. Set postgres.user and postgres.password.");
        }
        try {
            return Database.open(roles);
        } catch (DatabaseException refused) {
            throw new PlatformException(refused.getMessage(), refused);
        }
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
