/// Writes history into PostgreSQL: what the ledger and its companions tell, once each, whatever fails on the way.
///
/// Begin with [io.millrace.ledger.history.sink.HistorySink]; what is written where is in
/// [io.millrace.ledger.history.sink.Mappings].
package io.millrace.ledger.history.sink;
