/// What the service tells of itself: metrics, the fields of its log, and traces.
///
/// [io.millrace.ledger.observe.Metrics] is what Prometheus fetches, [io.millrace.ledger.observe.Traces] how a request
/// is followed to what the ledger made of it, [io.millrace.ledger.observe.Observation] what a node puts in.
package io.millrace.ledger.observe;
