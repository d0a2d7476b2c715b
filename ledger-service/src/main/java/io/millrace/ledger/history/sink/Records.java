package io.millrace.ledger.history.sink;

import io.millrace.schemas.avro.AvroRoot;
import io.millrace.schemas.registry.SchemaRegistry;
import io.millrace.schemas.wire.Decoded;
import io.millrace.schemas.wire.RecordDecoder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/// Reads records and puts them on the sheets of a batch.
public final class Records {
    private final Map<String, Reader<?>> readers = new HashMap<>();

    private record Reader<V extends AvroRoot>(Mapping<V> mapping, RecordDecoder<V> decoder) {
        static <V extends AvroRoot> Reader<V> of(Mapping<V> mapping, SchemaRegistry registry) {
            return new Reader<>(mapping, new RecordDecoder<>(mapping.topic().value(), registry));
        }

        void take(ConsumerRecord<byte[], byte[]> record, Batch batch) {
            if (record.value() == null) {
                return; // What is taken out of a compacted topic stays in history.
            }
            switch (decoder.decode(record.value())) {
                case Decoded.Value<V>(V value, int schemaId) ->
                    mapping.rows().of(value, new Place(record.partition(), record.offset()), batch.sheet(mapping));
                case Decoded.Unreadable<V>(var reason, String detail) ->
                    throw new HistoryRefusedException("History stops before " + record.topic() + ", partition "
                            + record.partition() + ", offset " + record.offset() + ": the record can't be read ("
                            + reason + "): " + detail
                            + ". If a newer Millrace wrote it, start that one; else see the operator's guide.");
            }
        }
    }

    /// @param prefix of the topics' names
    public Records(List<Mapping<?>> mappings, String prefix, SchemaRegistry registry) {
        mappings.forEach(mapping -> readers.put(prefix + mapping.topic().name(), Reader.of(mapping, registry)));
    }

    /// The topics to read.
    public List<String> topics() {
        return List.copyOf(readers.keySet());
    }

    /// Adds a record to the batch.
    ///
    /// @param expected the first record of its partition that is not written
    /// @throws HistoryRefusedException if it can't be read
    public void take(ConsumerRecord<byte[], byte[]> record, long expected, Batch batch) {
        Reader<?> reader = readers.get(record.topic());
        if (reader == null) {
            throw new IllegalArgumentException("history does not keep " + record.topic());
        }
        reader.take(record, batch);
        batch.took(
                new TopicPartition(record.topic(), record.partition()), expected, record.offset(), record.timestamp());
    }
}
