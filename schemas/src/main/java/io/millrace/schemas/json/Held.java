package io.millrace.schemas.json;

import org.jspecify.annotations.Nullable;

/// Values between JSON and Avro.
final class Held {
    private Held() {}

    /// The value, which is there: documents with faults are never written.
    static Object value(@Nullable Object value) {
        if (value == null) {
            throw new IllegalStateException("a document with faults cannot be written");
        }
        return value;
    }
}
