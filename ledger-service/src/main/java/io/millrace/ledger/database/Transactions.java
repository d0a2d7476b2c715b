package io.millrace.ledger.database;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/// Runs work in one transaction: all of it happens, or none. Safe for many threads.
public final class Transactions {
    private final DataSource pool;

    public Transactions(DataSource pool) {
        this.pool = pool;
    }

    /// Commits what the work did, or nothing if it throws.
    ///
    /// @throws SQLException if the database refuses, or can't be reached
    public <T> T run(Work<T> work) throws SQLException {
        try (Connection connection = pool.getConnection()) {
            connection.setAutoCommit(false);
            try {
                T result = work.on(connection);
                connection.commit();
                return result;
            } catch (SQLException | RuntimeException failed) {
                rollBack(connection, failed);
                throw failed;
            }
        }
    }

    /// What failed first is what is told.
    private static void rollBack(Connection connection, Exception failed) {
        try {
            connection.rollback();
        } catch (SQLException worse) {
            failed.addSuppressed(worse);
        }
    }
}
