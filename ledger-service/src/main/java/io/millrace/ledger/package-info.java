/// The HTTP side of Millrace.
///
/// [io.millrace.ledger.LedgerServer] is the server, [io.millrace.ledger.HealthCheck] what it asks when somebody wants
/// to know how things stand.
package io.millrace.ledger;
