package io.millrace.schemas.wire;

import io.millrace.schemas.avro.AvroRoot;
import io.millrace.schemas.avro.AvroType;
import io.millrace.schemas.registry.SchemaRegistry;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/// Reads what [AvroSerializer] and every Confluent-compatible serializer write; a bad record is an exception. Safe for
/// many threads.
///
/// @param <T> the record to read
public final class AvroDeserializer<T extends AvroRoot> implements Deserializer<T> {
    private final RecordDecoder<T> decoder;

    public AvroDeserializer(AvroType<T> type, SchemaRegistry registry) {
        this.decoder = new RecordDecoder<>(type, registry);
    }

    @Override
    public @Nullable T deserialize(String topic, byte @Nullable [] data) {
        if (data == null) {
            return null;
        }
        return switch (decoder.decode(data)) {
            case Decoded.Value<T> decoded -> decoded.value();
            case Decoded.Unreadable<T> unreadable ->
                throw new SerializationException("a record of " + topic + " cannot be read (" + unreadable.reason()
                        + "): " + unreadable.detail());
        };
    }
}
