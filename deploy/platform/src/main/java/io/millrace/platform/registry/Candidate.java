package io.millrace.platform.registry;

import java.util.List;
import org.apache.avro.Schema;

/// A schema somebody wants registered, found or compared.
///
/// @param text Avro's own text of it, without what it refers to
record Candidate(Schema schema, String text, List<SchemaReference> references, SchemaIdentity identity) {
    /// What became of reading a text.
    sealed interface Reading {
        record Valid(Candidate candidate) implements Reading {}

        record Invalid(String why) implements Reading {}
    }
}
