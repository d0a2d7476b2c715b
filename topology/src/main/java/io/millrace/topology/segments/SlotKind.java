package io.millrace.topology.segments;

import io.millrace.schemas.avro.AvroReader;
import io.millrace.schemas.avro.AvroWriter;

/// How one kind of slot is written: compact, and such that the version before and after can read it.
///
/// Fields are only ever added at the end: a reader that knows fewer leaves the rest, one that knows more finds nothing
/// [AvroReader#remaining] and takes the default.
///
/// @param <K> the key
/// @param <V> the value
public interface SlotKind<K, V> {
    /// What it is known by in the log; never used again for another kind.
    int tag();

    void writeKey(K key, AvroWriter target);

    K readKey(AvroReader source);

    void writeValue(V value, AvroWriter target);

    V readValue(AvroReader source);
}
