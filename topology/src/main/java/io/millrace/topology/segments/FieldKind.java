package io.millrace.topology.segments;

import io.millrace.schemas.avro.AvroReader;
import io.millrace.schemas.avro.AvroWriter;
import java.util.function.BiConsumer;
import java.util.function.Function;

/// A kind of slot put together from functions.
///
/// @param <K> the key
/// @param <V> the value
public record FieldKind<K, V>(
        int tag,
        BiConsumer<K, AvroWriter> keyWriter,
        Function<AvroReader, K> keyReader,
        BiConsumer<V, AvroWriter> valueWriter,
        Function<AvroReader, V> valueReader)
        implements SlotKind<K, V> {
    @Override
    public void writeKey(K key, AvroWriter target) {
        keyWriter.accept(key, target);
    }

    @Override
    public K readKey(AvroReader source) {
        return keyReader.apply(source);
    }

    @Override
    public void writeValue(V value, AvroWriter target) {
        valueWriter.accept(value, target);
    }

    @Override
    public V readValue(AvroReader source) {
        return valueReader.apply(source);
    }
}
