/// The rules of the stock ledger: what each event does to the stock of a lane, and what is refused, and why.
///
/// [io.millrace.domain.stock.Ledger] decides; a [io.millrace.domain.stock.Lane] is what it decides on, and takes in the
/// changes. No Kafka, no Avro, no clock: time, identities and seeds come with the event.
package io.millrace.domain.stock;
