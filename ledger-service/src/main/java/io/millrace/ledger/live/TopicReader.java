package io.millrace.ledger.live;

import io.millrace.domain.RecordKey;
import io.millrace.schemas.avro.AvroRoot;
import io.millrace.schemas.registry.SchemaRegistry;
import io.millrace.schemas.topics.Topic;
import io.millrace.schemas.wire.Decoded;
import io.millrace.schemas.wire.RecordDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads the records of some topics and hands each on to who takes in those of its topic. A record that can't be read
/// is told and left out: what was known of its key stays as it was.
public final class TopicReader {
    private static final Logger LOG = LoggerFactory.getLogger(TopicReader.class);

    private final String prefix;
    private final SchemaRegistry registry;
    private final Map<String, Consumer<ConsumerRecord<byte[], byte[]>>> topics = new HashMap<>();

    /// Takes in a record, or that it is gone.
    ///
    /// @param <K> the kind of key
    /// @param <V> the record
    @FunctionalInterface
    public interface Taker<K, V> {
        /// Takes it in.
        ///
        /// @param value nothing if what has this key is gone
        /// @param record where it is, and its bytes
        void take(K key, @Nullable V value, ConsumerRecord<byte[], byte[]> record);
    }

    /// Reads no topic yet.
    ///
    /// @param prefix of the topics' names
    public TopicReader(String prefix, SchemaRegistry registry) {
        this.prefix = prefix;
        this.registry = registry;
    }

    /// Reads a topic, too.
    ///
    /// @param topic without the installation's prefix
    public <K extends RecordKey, V extends AvroRoot> TopicReader with(Topic<K, V> topic, Taker<K, V> taker) {
        RecordDecoder<V> decoder = new RecordDecoder<>(topic.value(), registry);
        topics.put(prefix + topic.name(), record -> {
            try {
                K key = topic.key().parse().apply(text(record.key()));
                taker.take(key, record.value() == null ? null : value(decoder, record.value()), record);
            } catch (IllegalArgumentException wrong) {
                LOG.warn(
                        "Offset {} in partition {} of {} is left out: {}",
                        record.offset(),
                        record.partition(),
                        record.topic(),
                        wrong.getMessage());
            }
        });
        return this;
    }

    private static String text(byte @Nullable [] key) {
        if (key == null) {
            throw new IllegalArgumentException("it has no key");
        }
        return new String(key, StandardCharsets.UTF_8);
    }

    private static <V extends AvroRoot> V value(RecordDecoder<V> decoder, byte[] bytes) {
        return switch (decoder.decode(bytes)) {
            case Decoded.Value<V>(V value, int _) -> value;
            case Decoded.Unreadable<V>(var reason, String detail) ->
                throw new IllegalArgumentException(detail + " (" + reason + ')');
        };
    }

    /// Begins to read, from the begin of the topics on and without waiting for Kafka.
    ///
    /// @param name of the thread
    /// @param connection how to reach Kafka
    public TopicFollower follow(String name, Map<String, Object> connection) {
        List<String> names = topics.keySet().stream().sorted().toList();
        Map<String, Consumer<ConsumerRecord<byte[], byte[]>>> takers = Map.copyOf(topics);
        return TopicFollower.fromBegin(
                name, connection, names, record -> takers.get(record.topic()).accept(record));
    }
}
