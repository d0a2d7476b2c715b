package io.millrace.schemas.registry;

import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;

/// The JSON of schema objects, written once per object. The text is what identifies a schema to a registry:
/// [Schema#equals] takes schemas for equal whose documentation differs.
final class SchemaTexts {
    private static final int REMEMBERED_MAX = 4_096;

    private final ConcurrentHashMap<Same, String> texts = new ConcurrentHashMap<>();

    /// An object as itself, whatever its `equals` says.
    private static final class Same {
        private final Schema schema;

        Same(Schema schema) {
            this.schema = schema;
        }

        @Override
        @SuppressWarnings("ReferenceEquality")
        public boolean equals(Object other) {
            return other instanceof Same same && same.schema == schema;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(schema);
        }
    }

    String textOf(Schema schema) {
        Same key = new Same(schema);
        String known = texts.get(key);
        if (known != null) {
            return known;
        }
        String text = schema.toString();
        // Programs have few schema objects; one that makes a new one per record must not fill the memory with them.
        if (texts.size() < REMEMBERED_MAX) {
            texts.put(key, text);
        }
        return text;
    }
}
