package io.millrace.platform.registry;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;

/// The schemas that were asked for by id: answered without a look at the log, because an id never changes its meaning.
final class KnownSchemas {
    private final ConcurrentHashMap<Integer, Known> known = new ConcurrentHashMap<>();

    record Known(int id, String text, List<SchemaReference> references, Schema schema) {}

    Optional<Known> get(int id) {
        return Optional.ofNullable(known.get(id));
    }

    Optional<Known> remember(RegistryState state, int id) {
        return state.withId(id).stream()
                .findFirst()
                .map(version -> new Known(id, version.schema(), version.references(), state.schemaOf(version)))
                .map(schema -> {
                    known.put(id, schema);
                    return schema;
                });
    }

    /// What is deleted for good must not be answered any more.
    void heard(LogRecord record) {
        switch (record) {
            case LogRecord.Gone _ -> known.clear();
            case LogRecord.Put _, LogRecord.HighestId _, LogRecord.Skipped _ -> {}
        }
    }
}
