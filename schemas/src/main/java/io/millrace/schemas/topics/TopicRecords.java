package io.millrace.schemas.topics;

import io.millrace.domain.RecordKey;
import io.millrace.schemas.avro.AvroRoot;
import io.millrace.schemas.registry.SchemaRegistry;
import io.millrace.schemas.wire.AvroSerializer;
import io.millrace.schemas.wire.LanePartitioner;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/// Makes the records of one topic, as bytes and with their partition, for producers that write several topics. Safe for
/// many threads.
///
/// @param <K> the kind of key
/// @param <V> the record
public final class TopicRecords<K extends RecordKey, V extends AvroRoot> {
    private final String topic;
    private final int partitions;
    private final AvroSerializer<V> serializer;

    /// @param shared the topic without the installation's prefix
    public TopicRecords(Topic<K, V> shared, TopicSettings topics, SchemaRegistry registry) {
        this.topic = shared.prefixed(topics.prefix()).name();
        this.partitions = topics.partitions(shared.spread());
        this.serializer = new AvroSerializer<>(registry);
    }

    /// The topic's name in this installation.
    public String topic() {
        return topic;
    }

    /// A record in the partition of its key.
    ///
    /// @param value nothing to say that what has this key is gone
    public ProducerRecord<byte[], byte[]> of(K key, @Nullable V value) {
        return new ProducerRecord<>(
                topic,
                LanePartitioner.partition(key, partitions),
                key.text().getBytes(StandardCharsets.UTF_8),
                serializer.serialize(topic, value));
    }
}
