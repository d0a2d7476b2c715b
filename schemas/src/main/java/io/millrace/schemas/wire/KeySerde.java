package io.millrace.schemas.wire;

import io.millrace.domain.RecordKey;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/// Keys as they travel: their text in UTF-8.
///
/// @param <K> the kind of key
public final class KeySerde<K extends RecordKey> implements Serde<K> {
    private final Function<String, K> parse;

    public KeySerde(Function<String, K> parse) {
        this.parse = parse;
    }

    @Override
    public Serializer<K> serializer() {
        return (topic, key) -> key == null ? null : key.text().getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public Deserializer<K> deserializer() {
        return (topic, data) -> read(topic, data);
    }

    private @Nullable K read(String topic, byte @Nullable [] data) {
        if (data == null) {
            return null;
        }
        try {
            return parse.apply(new String(data, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException malformed) {
            throw new SerializationException(
                    "a key of " + topic + " cannot be read: " + malformed.getMessage(), malformed);
        }
    }
}
