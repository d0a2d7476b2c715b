package io.millrace.schemas.wire;

import io.millrace.schemas.avro.AvroRoot;

/// What became of the bytes of one record.
///
/// @param <T> the record that was expected
public sealed interface Decoded<T extends AvroRoot> {
    /// The record, and the id of the schema it was written with.
    record Value<T extends AvroRoot>(T value, int schemaId) implements Decoded<T> {}

    /// No record: why, as a stable reason and in words.
    record Unreadable<T extends AvroRoot>(Reason reason, String detail) implements Decoded<T> {}

    /// Why bytes are not a record, in order of precedence.
    enum Reason {
        /// There is no value at all.
        EMPTY,
        /// The bytes do not begin with a zero byte and a schema id.
        NOT_FRAMED,
        /// The registry has no schema of this id.
        UNKNOWN_SCHEMA,
        /// The schema of this id describes another record, or one that cannot be read as the expected one.
        WRONG_SCHEMA,
        /// The bytes are not what their schema says.
        MALFORMED
    }
}
