package io.millrace.schemas.topics;

import io.millrace.domain.RecordKey;
import io.millrace.schemas.avro.AvroRoot;
import io.millrace.schemas.avro.AvroType;
import io.millrace.schemas.registry.SchemaRegistry;
import io.millrace.schemas.wire.AvroSerde;

/// A topic: what its records are, who writes it, and how long they are kept.
///
/// @param name the name, without the installation's prefix
/// @param key what its keys look like
/// @param value what its records are
/// @param spread over how many partitions
/// @param retention how long records are kept
/// @param writer the one application that writes it
/// @param <K> the kind of key
/// @param <V> the record
public record Topic<K extends RecordKey, V extends AvroRoot>(
        String name, KeyFormat<K> key, AvroType<V> value, Spread spread, Retention retention, Application writer) {

    /// Over how many partitions a topic spreads.
    public enum Spread {
        /// As many as there are lanes to share out: all such topics are co-partitioned.
        LANES,
        /// As many as master data needs, by tenant.
        CATALOG
    }

    /// This topic in an installation whose topics carry a prefix.
    public Topic<K, V> prefixed(String prefix) {
        return new Topic<>(prefix + name, key, value, spread, retention, writer);
    }

    public AvroSerde<V> valueSerde(SchemaRegistry registry) {
        return new AvroSerde<>(value, registry);
    }
}
