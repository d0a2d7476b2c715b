/// The database room: connections, migrations, and transactions that see one tenant's rows only.
///
/// Begin with [io.millrace.ledger.database.Database] and [io.millrace.ledger.database.TenantTransactions].
package io.millrace.ledger.database;
