package io.millrace.topology.catalog;

import io.millrace.schemas.avro.AvroRoot;
import io.millrace.schemas.registry.SchemaRegistry;
import io.millrace.schemas.topics.Topic;
import io.millrace.schemas.topics.Topics;
import io.millrace.topology.catalog.rules.RecordKind;
import io.millrace.topology.segments.TaskProducer;
import java.nio.charset.StandardCharsets;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/// Where the catalogue writes.
final class CatalogOutputs {
    static final List<Topic<?, ? extends AvroRoot>> TOPICS = Stream.concat(
                    RecordKind.ALL.stream().<Topic<?, ? extends AvroRoot>>map(RecordKind::topic),
                    Stream.of(Topics.CATALOG_OUTCOMES, Topics.CATALOG_NOTICES))
            .toList();

    private static final ByteArraySerializer AS_IS = new ByteArraySerializer();

    private final TaskProducer producer;
    private final int partition;
    private final IdentityHashMap<Topic<?, ?>, Sink<?>> sinks = new IdentityHashMap<>();

    /// A topic as it is written here.
    private record Sink<V extends AvroRoot>(String topic, String node, Serializer<V> values) {
        static <V extends AvroRoot> Sink<V> of(Topic<?, V> topic, String prefix, SchemaRegistry registry) {
            return new Sink<>(
                    prefix + topic.name(),
                    CatalogOutputs.node(topic),
                    topic.valueSerde(registry).serializer());
        }
    }

    CatalogOutputs(TaskProducer producer, int partition, String prefix, SchemaRegistry registry) {
        this.producer = producer;
        this.partition = partition;
        TOPICS.forEach(topic -> sinks.put(topic, Sink.of(topic, prefix, registry)));
    }

    /// The name of the node that writes a topic: `write-catalog-items` for `catalog.items.v1`.
    static String node(Topic<?, ?> topic) {
        return "write-" + topic.name().replace(".v1", "").replace('.', '-');
    }

    /// To the tenant's own partition; no value says that a record is gone.
    <V extends AvroRoot> void send(Topic<?, V> topic, String key, @Nullable V value, long atMillis) {
        Sink<V> sink = sink(topic);
        producer.send(sink.topic, partition, bytes(key), framed(sink, value), AS_IS, atMillis, sink.node);
    }

    /// The same value to several partitions, under the key that each of them has.
    <V extends AvroRoot> void sendAll(Topic<?, V> topic, List<Integer> partitions, KeyOf keys, V value, long atMillis) {
        Sink<V> sink = sink(topic);
        byte[] framed = framed(sink, value);
        for (int to : partitions) {
            producer.send(sink.topic, to, bytes(keys.in(to)), framed, AS_IS, atMillis, sink.node);
        }
    }

    /// The key of a record in a partition.
    interface KeyOf {
        String in(int partition);
    }

    private static <V extends AvroRoot> byte @Nullable [] framed(Sink<V> sink, @Nullable V value) {
        return value == null ? null : sink.values.serialize(sink.topic, value);
    }

    // A topic's sink is for the topic's own records.
    @SuppressWarnings("unchecked")
    private <V extends AvroRoot> Sink<V> sink(Topic<?, V> topic) {
        return (Sink<V>) sinks.get(topic);
    }

    private static byte[] bytes(String key) {
        return key.getBytes(StandardCharsets.UTF_8);
    }
}
