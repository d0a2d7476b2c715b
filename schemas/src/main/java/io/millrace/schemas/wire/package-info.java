/// The wire format: Avro records behind Confluent's five-byte header, and keys as plain text.
///
/// [io.millrace.schemas.wire.AvroSerde] is for Kafka's own clients and topologies that may fail on a bad record;
/// [io.millrace.schemas.wire.RecordDecoder] is for those that must not: it tells what is wrong with the bytes.
package io.millrace.schemas.wire;
