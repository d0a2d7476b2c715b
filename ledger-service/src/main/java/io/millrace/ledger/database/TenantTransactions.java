package io.millrace.ledger.database;

import io.millrace.domain.TenantId;
import java.sql.SQLException;
import javax.sql.DataSource;

/// Runs work in a transaction that sees the rows of one tenant and no others, whatever its statements say. The tenant
/// is forgotten with the transaction: a connection that comes back to the pool sees nothing. Safe for many threads.
public final class TenantTransactions {
    /// What row-level security compares a row's tenant with.
    public static final String SETTING = Scope.TENANT;

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
            new Scope(tenant.value(), "", false).enter(connection);
            return work.on(connection);
        });
    }

    /// Runs work that only reads, all of it at one moment of the database.
    ///
    /// @throws SQLException if the database refuses, or can't be reached
    public <T> T read(TenantId tenant, Work<T> work) throws SQLException {
        return transactions.run(connection -> {
            Scope.readOnly(connection);
            new Scope(tenant.value(), "", false).enter(connection);
            return work.on(connection);
        });
    }
}
