package io.millrace.ledger.database;

import io.millrace.domain.TenantId;
import java.sql.SQLException;
import javax.sql.DataSource;

/// Runs work that is about more than one tenant, each kind through a policy of its own that shows no more than it
/// needs. What a transaction may see is forgotten with it. Safe for many threads.
public final class InstallationTransactions {
    private final Transactions transactions;

    /// Over connections of the application's role.
    public InstallationTransactions(DataSource application) {
        transactions = new Transactions(application);
    }

    /// Reads what there is of one person in all tenants.
    ///
    /// @throws SQLException if the database refuses, or can't be reached
    public <T> T ofSubject(String subject, Work<T> work) throws SQLException {
        return transactions.run(connection -> {
            Scope.readOnly(connection);
            new Scope("", subject, false).enter(connection);
            return work.on(connection);
        });
    }

    /// Reads the tenants of the installation.
    ///
    /// @throws SQLException if the database refuses, or can't be reached
    public <T> T ofAll(Work<T> work) throws SQLException {
        return transactions.run(connection -> {
            Scope.readOnly(connection);
            new Scope("", "", true).enter(connection);
            return work.on(connection);
        });
    }

    /// Changes what a tenant may, and what belongs to that tenant.
    ///
    /// @throws SQLException if the database refuses, or can't be reached
    public <T> T change(TenantId tenant, Work<T> work) throws SQLException {
        return transactions.run(connection -> {
            new Scope(tenant.value(), "", true).enter(connection);
            return work.on(connection);
        });
    }
}
