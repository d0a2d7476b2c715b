package io.millrace.topology.stock;

import io.millrace.domain.RecordKey;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.processor.StreamPartitioner;

/// The key of an outgoing record as it travels, and the partition it goes to.
///
/// What a lane says goes to the partition its records came from, even when a record came to the wrong one.
///
/// @param bytes absent only for the rejection of a record that had no key
record OutputKey(Optional<byte[]> bytes, int partition) {
    static final Serializer<OutputKey> SERIALIZER = (_, key) -> key.bytes.orElse(null);

    static OutputKey of(RecordKey key, int partition) {
        return of(key.text(), partition);
    }

    static OutputKey of(String text, int partition) {
        return new OutputKey(Optional.of(text.getBytes(StandardCharsets.UTF_8)), partition);
    }

    /// Sends each record where its key says.
    static <V> StreamPartitioner<OutputKey, V> partitioner() {
        Map<Integer, Optional<Set<Integer>>> answers = new ConcurrentHashMap<>();
        return (_, key, _, partitions) ->
                answers.computeIfAbsent(key.partition % partitions, partition -> Optional.of(Set.of(partition)));
    }
}
