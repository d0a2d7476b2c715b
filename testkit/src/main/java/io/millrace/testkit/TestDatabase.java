package io.millrace.testkit;

import io.millrace.platform.EmbeddedPostgres;
import io.millrace.platform.Login;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/// One test class's database, with the same roles and rights as the real one.
public final class TestDatabase implements AutoCloseable {
    private final EmbeddedPostgres postgres;
    private final String name;

    private TestDatabase(EmbeddedPostgres postgres, String name) {
        this.postgres = postgres;
        this.name = name;
    }

    static TestDatabase create(EmbeddedPostgres postgres, String name) {
        postgres.createDatabase(name);
        return new TestDatabase(postgres, name);
    }

    public String name() {
        return name;
    }

    public String jdbcUrl() {
        return postgres.jdbcUrl(name);
    }

    /// The role that owns the schema and runs migrations.
    public Login owner() {
        return postgres.ownerCredentials();
    }

    /// The role services use: it may do what the owner granted.
    public Login application() {
        return postgres.applicationCredentials();
    }

    /// The role that writes history.
    public Login sink() {
        return postgres.sinkCredentials();
    }

    /// A new connection of the owner's, the caller's to close.
    public Connection connectAsOwner() throws SQLException {
        return connect(owner());
    }

    /// A new connection of the application's, the caller's to close.
    public Connection connectAsApplication() throws SQLException {
        return connect(application());
    }

    @Override
    public void close() {
        postgres.dropDatabase(name);
    }

    private Connection connect(Login login) throws SQLException {
        return DriverManager.getConnection(jdbcUrl(), login.user(), login.password());
    }
}
