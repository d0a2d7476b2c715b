package io.millrace.ledger.forecasting.api;

import io.millrace.domain.RecordKey;
import io.millrace.ledger.ingest.RecordWriter;
import io.millrace.schemas.avro.AvroRoot;
import io.millrace.schemas.registry.SchemaRegistry;
import io.millrace.schemas.topics.Topic;
import io.millrace.schemas.topics.TopicSettings;
import io.millrace.schemas.wire.AvroSerializer;
import io.millrace.schemas.wire.LanePartitioner;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/// Sends one record and returns when it is durable.
///
/// @param writer stays the caller's to close
record TopicSender(RecordWriter writer, TopicSettings topics, SchemaRegistry registry) {
    /// @param value nothing to say that what has this key is gone
    <K extends RecordKey, V extends AvroRoot> void send(Topic<K, V> shared, K key, @Nullable V value) {
        writer.requireKafka();
        Topic<K, V> topic = shared.prefixed(topics.prefix());
        writer.write(List.of(new ProducerRecord<>(
                topic.name(),
                LanePartitioner.partition(key, topics.partitions(topic.spread())),
                key.text().getBytes(StandardCharsets.UTF_8),
                new AvroSerializer<V>(registry).serialize(topic.name(), value))));
    }
}
