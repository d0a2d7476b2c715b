/// Reading the ledger's state from other threads: what is where, and how fresh that is.
///
/// Begin with [io.millrace.topology.stock.query.StockReads]. See `docs/adr/0018-reads-behind-a-gate.md`.
package io.millrace.topology.stock.query;
