/// Avro's binary encoding, read and written straight from and to the generated records.
///
/// [io.millrace.schemas.avro.AvroType] is the door: a record's schema together with how it is read and written.
package io.millrace.schemas.avro;
