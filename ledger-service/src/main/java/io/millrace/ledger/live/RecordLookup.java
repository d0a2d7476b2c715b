package io.millrace.ledger.live;

import io.millrace.schemas.avro.AvroRoot;
import io.millrace.schemas.registry.SchemaRegistry;
import io.millrace.schemas.topics.Topic;
import io.millrace.schemas.wire.Decoded;
import io.millrace.schemas.wire.RecordDecoder;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/// Reads records of one topic again where they are, for who keeps their places in memory and not what they say. Safe
/// for many threads.
///
/// @param <V> the record
public final class RecordLookup<V extends AvroRoot> implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final String topic;
    private final RecordDecoder<V> decoder;
    private final KafkaConsumer<byte[], byte[]> reader;
    private final ReentrantLock reading = new ReentrantLock();

    /// Where a record is.
    public record Place(int partition, long offset) {
        /// Where this one is.
        public static Place of(ConsumerRecord<?, ?> record) {
            return new Place(record.partition(), record.offset());
        }
    }

    /// @param connection how to reach Kafka
    /// @param topic as it is called in this installation
    public RecordLookup(Map<String, Object> connection, Topic<?, V> topic, SchemaRegistry registry) {
        this.topic = topic.name();
        this.decoder = new RecordDecoder<>(topic.value(), registry);
        this.reader = TopicFollower.consumer(connection);
    }

    /// The record of a place; empty if it is not there any more, as a newer one of its key replaced it, or can't be
    /// read.
    public Optional<V> read(Place place) {
        TopicPartition partition = new TopicPartition(topic, place.partition());
        reading.lock();
        try {
            reader.assign(List.of(partition));
            reader.seek(partition, place.offset());
            return reader.poll(PATIENCE).records(partition).stream()
                    .findFirst()
                    .filter(record -> record.offset() == place.offset())
                    .flatMap(record -> value(record.value()));
        } finally {
            reading.unlock();
        }
    }

    private Optional<V> value(byte[] bytes) {
        return decoder.decode(bytes) instanceof Decoded.Value<V>(V value, int _)
                ? Optional.of(value)
                : Optional.empty();
    }

    @Override
    public void close() {
        reading.lock();
        try {
            reader.close();
        } finally {
            reading.unlock();
        }
    }
}
