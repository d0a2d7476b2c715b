package io.millrace.ledger.database;

import java.sql.Connection;
import java.sql.SQLException;

/// Something to be done in one transaction, which is not its own to begin or to end.
///
/// @param <T> what comes of it
@FunctionalInterface
public interface Work<T> {
    T on(Connection connection) throws SQLException;
}
