/// Questions about the past, and lists over everything: answered by PostgreSQL.
///
/// Begin with [io.millrace.ledger.history.query.HistoryEndpoints].
package io.millrace.ledger.history.query;
