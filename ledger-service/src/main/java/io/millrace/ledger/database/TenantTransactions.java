package io.millrace.ledger.database;

import io.millrace.domain.TenantId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import javax.sql.DataSource;

/// Runs work in a transaction that sees the rows of one tenant and no others, whatever its statements say. The tenant
/// is forgotten with the transaction: a connection that comes back to the pool sees nothing. Safe for many threads.
public final class TenantTransactions {
    /// What row-level security compares a row's tenant with.
    public static final String SETTING = "millrace.tenant";

    private final Transactions transactions;

    /// Over connections of the application's role.
    public TenantTransactions(DataSource application) {
        transactions = new Transactions(application);
    }

    /// Commits what the work did for the tenant, or nothing if it throws.
    ///
    /// @throws SQLException if the database refuses, or can't be reached
    public <T> T run(TenantId tenant, Work<T> work) throws SQLException {
        return transactions.run(connection -> {
            enter(connection, tenant);
            return work.on(connection);
        });
    }

    /// Runs work that only reads, all of it at one moment of the database.
    ///
    /// @throws SQLException if the database refuses, or can't be reached
    public <T> T read(TenantId tenant, Work<T> work) throws SQLException {
        return transactions.run(connection -> {
            try (PreparedStatement begin =
                    connection.prepareStatement("set transaction isolation level repeatable read, read only")) {
                begin.execute();
            }
            enter(connection, tenant);
            return work.on(connection);
        });
    }

    /// For this transaction only: the third argument says so.
    private static void enter(Connection connection, TenantId tenant) throws SQLException {
        try (PreparedStatement enter = connection.prepareStatement("select set_config(?, ?, true)")) {
            enter.setString(1, SETTING);
            enter.setString(2, tenant.value());
            enter.execute();
        }
    }
}
