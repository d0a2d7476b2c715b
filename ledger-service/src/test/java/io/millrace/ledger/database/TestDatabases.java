package io.millrace.ledger.database;

import io.millrace.platform.Login;
import io.millrace.testkit.TestDatabase;

/// A test class's database as this program uses it.
public final class TestDatabases {
    private TestDatabases() {}

    /// Migrated; the caller's to close.
    public static Database open(TestDatabase database) {
        return Database.open(settings(database));
    }

    public static DatabaseSettings settings(TestDatabase database) {
        return new DatabaseSettings(
                database.jdbcUrl(), login(database.owner()), login(database.application()), login(database.sink()));
    }

    private static DatabaseLogin login(Login login) {
        return new DatabaseLogin(login.user(), login.password());
    }
}
