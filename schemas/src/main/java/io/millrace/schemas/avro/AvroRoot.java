package io.millrace.schemas.avro;

/// A record that is the value of a topic: it has a schema of its own in the registry.
public interface AvroRoot extends AvroRecord {
    /// The type of this record, with its schema.
    AvroType<? extends AvroRoot> avroType();
}
