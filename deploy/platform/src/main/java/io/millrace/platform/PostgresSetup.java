package io.millrace.platform;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.postgresql.PGConnection;

/// Roles and databases, brought into their proper state by the administrator. Everything here may be repeated.
final class PostgresSetup {
    private final Connection administrator;

    PostgresSetup(Connection administrator) {
        this.administrator = administrator;
    }

    /// A role that may log in and nothing else: no superuser, and never past row-level security.
    void role(Login login) throws SQLException {
        administrator.setAutoCommit(false);
        if (!exists("SELECT 1 FROM pg_roles WHERE rolname = ?", login.user())) {
            execute("CREATE ROLE " + login.user());
            administrator
                    .unwrap(PGConnection.class)
                    .alterUserPassword(login.user(), login.password().toCharArray(), "scram-sha-256");
        }
        execute("ALTER ROLE " + login.user()
                + " LOGIN INHERIT NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE NOREPLICATION");
        administrator.commit();
        administrator.setAutoCommit(true);
    }

    /// A database of the owner's, which the application and the sink may connect to and nobody else.
    void database(String name, String template) throws SQLException {
        if (!exists("SELECT 1 FROM pg_database WHERE datname = ?", name)) {
            execute("CREATE DATABASE " + name + " OWNER " + PostgresCredentials.OWNER + " TEMPLATE " + template);
        }
        execute("REVOKE ALL ON DATABASE " + name + " FROM PUBLIC");
        execute("GRANT CONNECT ON DATABASE " + name + " TO " + PostgresCredentials.APPLICATION + ", "
                + PostgresCredentials.SINK);
    }

    void drop(String name) throws SQLException {
        execute("DROP DATABASE IF EXISTS " + name + " WITH (FORCE)");
    }

    /// Refuses a server that would acknowledge a commit before it is on disk.
    void requireDurable() throws SQLException {
        for (String setting : PostgresSettings.DURABLE) {
            try (Statement statement = administrator.createStatement();
                    ResultSet rows = statement.executeQuery("SHOW " + setting)) {
                if (!rows.next() || !rows.getString(1).equals("on")) {
                    throw new PlatformException("PostgreSQL runs with " + setting
                            + " off, so commits could be lost. Remove the setting from its roles and databases.");
                }
            }
        }
    }

    private boolean exists(String query, String name) throws SQLException {
        try (PreparedStatement statement = administrator.prepareStatement(query)) {
            statement.setString(1, name);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next();
            }
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = administrator.createStatement()) {
            statement.execute(sql);
        }
    }
}
