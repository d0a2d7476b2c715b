package io.millrace.platform.registry;

import java.util.ArrayList;
import java.util.List;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/// Reads what a user sends as a schema, together with the registered schemas it refers to.
final class CandidateReader {
    private CandidateReader() {}

    static Candidate.Reading read(RegistryState state, String text, List<SchemaReference> references) {
        List<SchemaReference> resolved = new ArrayList<>();
        for (SchemaReference reference : references) {
            SchemaVersion target = target(state, reference);
            if (target == null) {
                return new Candidate.Reading.Invalid("it refers to " + reference.name() + " in version "
                        + (reference.version() == -1 ? "latest" : reference.version()) + " of subject '"
                        + reference.subject() + "', which is not registered; register that first");
            }
            resolved.add(new SchemaReference(reference.name(), target.subject(), target.version()));
        }
        try {
            Schema.Parser parser = new Schema.Parser();
            List<Schema> named = state.parseReferences(resolved, parser);
            Schema schema = parser.parse(text);
            String canonical = named.isEmpty() ? schema.toString() : withoutInlining(schema, named);
            return new Candidate.Reading.Valid(
                    new Candidate(schema, canonical, resolved, SchemaIdentity.of(canonical, resolved)));
        } catch (AvroRuntimeException e) {
            return new Candidate.Reading.Invalid(String.valueOf(e.getMessage()));
        } catch (NullPointerException e) {
            // What Avro 1.12.2 throws if the whole schema is a name nobody defined.
            return new Candidate.Reading.Invalid("it is only a name, of a type that is not defined: " + text);
        }
    }

    /// The only way Avro has to write a schema without the types it refers to.
    @SuppressWarnings("deprecation")
    private static String withoutInlining(Schema schema, List<Schema> named) {
        return schema.toString(named, false);
    }

    private static @Nullable SchemaVersion target(RegistryState state, SchemaReference reference) {
        return reference.version() == -1
                ? state.latest(reference.subject()).orElse(null)
                : state.version(reference.subject(), reference.version())
                        .filter(version -> !version.deleted())
                        .orElse(null);
    }
}
