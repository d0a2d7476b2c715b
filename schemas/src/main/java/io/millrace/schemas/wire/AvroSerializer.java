package io.millrace.schemas.wire;

import io.millrace.schemas.avro.AvroRoot;
import io.millrace.schemas.avro.AvroType;
import io.millrace.schemas.avro.AvroWriter;
import io.millrace.schemas.registry.RegisteredSchema;
import io.millrace.schemas.registry.SchemaRegistry;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/// Writes generated records as any Confluent-compatible reader expects them. Safe for many threads.
///
/// @param <T> the records to write; each names its own schema
public final class AvroSerializer<T extends AvroRoot> implements Serializer<T> {
    private static final int SIZE_HINT = 1024;
    private static final int KEPT_CAPACITY_MAX = 1 << 20;

    private final SchemaRegistry registry;
    private final Registration registration;
    private final ConcurrentMap<SubjectOf, Integer> ids = new ConcurrentHashMap<>();
    private final AtomicReference<@Nullable AvroWriter> spareWriter = new AtomicReference<>();
    private volatile @Nullable Known lastKnown;

    /// Whether a schema the registry does not know is registered or refused.
    public enum Registration {
        AUTOMATIC,
        NEVER
    }

    private record SubjectOf(String topic, AvroType<?> type) {}

    private record Known(String topic, AvroType<?> type, int schemaId) {}

    public AvroSerializer(SchemaRegistry registry) {
        this(registry, Registration.AUTOMATIC);
    }

    public AvroSerializer(SchemaRegistry registry, Registration registration) {
        this.registry = registry;
        this.registration = registration;
    }

    @Override
    public byte @Nullable [] serialize(String topic, @Nullable T value) {
        if (value == null) {
            return null;
        }
        return serialize(topic, value.avroType(), value::write);
    }

    /// Writes a record that something else holds, framed as its own type is.
    ///
    /// @param fields writes the record's fields as the type's schema has them
    public byte[] serialize(String topic, AvroType<?> type, Consumer<AvroWriter> fields) {
        int schemaId = schemaId(topic, type);
        AvroWriter spare = spareWriter.getAndSet(null);
        AvroWriter writer = spare == null ? new AvroWriter(SIZE_HINT) : spare;
        writer.reset();
        Frame.writeHeader(writer, schemaId);
        fields.accept(writer);
        byte[] framed = writer.toByteArray();
        if (writer.capacity() <= KEPT_CAPACITY_MAX) {
            spareWriter.set(writer);
        }
        return framed;
    }

    private int schemaId(String topic, AvroType<?> type) {
        Known known = lastKnown;
        if (known != null && known.type == type && known.topic.equals(topic)) {
            return known.schemaId;
        }
        int schemaId = ids.computeIfAbsent(new SubjectOf(topic, type), this::lookUp);
        lastKnown = new Known(topic, type, schemaId);
        return schemaId;
    }

    private int lookUp(SubjectOf subjectOf) {
        String subject = Subjects.ofValue(subjectOf.topic);
        return switch (registration) {
            case AUTOMATIC -> registry.register(subject, subjectOf.type.schema());
            case NEVER ->
                registry.find(subject, subjectOf.type.schema())
                        .map(RegisteredSchema::id)
                        .orElseThrow(() -> new SerializationException(
                                "the schema of " + subjectOf.type + " is not registered under " + subject
                                        + "; register it, or let the serializer do so"));
        };
    }
}
