/// The queries of the ledger: what is where right now, with how fresh that is.
///
/// Begin with [io.millrace.ledger.query.QueryEndpoints].
package io.millrace.ledger.query;
