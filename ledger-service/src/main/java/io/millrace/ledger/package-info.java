/// The HTTP side of Millrace.
///
/// [io.millrace.ledger.LedgerServer] is the server, [io.millrace.ledger.HealthCheck] what it asks when somebody wants
/// to know how things stand. What can be asked is declared in the packages below, with
/// [io.millrace.ledger.http.Endpoint].
package io.millrace.ledger;
