/// How events come in over HTTP: read, checked as intake checks them, and written straight to the shared topics.
///
/// [io.millrace.ledger.ingest.IngestEndpoints] is what can be asked, [io.millrace.ledger.ingest.Ingestion] takes events
/// in and says what is known of each, [io.millrace.ledger.ingest.Reservations] asks for stock and waits for the answer.
package io.millrace.ledger.ingest;
