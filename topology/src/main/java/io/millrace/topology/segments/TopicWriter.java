package io.millrace.topology.segments;

import io.millrace.schemas.avro.AvroRoot;
import io.millrace.schemas.registry.SchemaRegistry;
import io.millrace.schemas.topics.Topic;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.function.IntFunction;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.internals.InternalProcessorContext;
import org.apache.kafka.streams.processor.internals.RecordCollector;
import org.jspecify.annotations.Nullable;

/// Writes a processor's records with the producer of its task, within its transaction, as sink nodes do.
///
/// A sink asks for the topic's partitions and for a partitioner's opinion, and keeps statistics, all for each record;
/// whoever knows the partition already, and writes several records for each that it reads, has no use for that.
public final class TopicWriter {
    private static final Headers NONE = new RecordHeaders();
    private static final Serializer<byte[]> AS_IS = Serdes.ByteArray().serializer();

    private final RecordCollector collector;
    private final InternalProcessorContext<Void, Void> context;
    private final IdentityHashMap<Topic<?, ?>, Sink<?>> sinks = new IdentityHashMap<>();
    private Headers carried = NONE;

    /// A topic as it is written here.
    private record Sink<V extends AvroRoot>(String topic, String node, Serializer<V> values) {
        static <V extends AvroRoot> Sink<V> of(Topic<?, V> topic, String prefix, SchemaRegistry registry) {
            return new Sink<>(
                    prefix + topic.name(),
                    nodeOf(topic),
                    topic.valueSerde(registry).serializer());
        }
    }

    /// @param context of the processor that writes
    /// @param topics that it writes
    /// @param prefix of the topics' names
    @SuppressWarnings("unchecked")
    public TopicWriter(
            Object context,
            List<? extends Topic<?, ? extends AvroRoot>> topics,
            String prefix,
            SchemaRegistry registry) {
        if (!(context instanceof RecordCollector.Supplier supplier)
                || !(context instanceof InternalProcessorContext<?, ?> internal)) {
            throw new IllegalStateException("this needs Kafka Streams' own context, not " + context);
        }
        this.collector = supplier.recordCollector();
        this.context = (InternalProcessorContext<Void, Void>) internal;
        topics.forEach(topic -> sinks.put(topic, Sink.of(topic, prefix, registry)));
    }

    /// Says in a topology where a processor writes, though it does so by itself.
    public static void addSinks(
            Topology topology, List<? extends Topic<?, ?>> topics, String prefix, String processor) {
        topics.forEach(topic -> topology.addSink(
                nodeOf(topic), prefix + topic.name(), new ByteArraySerializer(), new ByteArraySerializer(), processor));
    }

    /// The name of the node that writes a topic: `write-stock-journal` for `stock.journal.v1`.
    private static String nodeOf(Topic<?, ?> topic) {
        return "write-" + topic.name().replace(".v1", "").replace('.', '-');
    }

    /// Every record sent from now on carries these headers.
    public void carry(Headers headers) {
        carried = headers;
    }

    /// No record sent from now on carries headers.
    public void carryNothing() {
        carried = NONE;
    }

    /// Sends a record to a partition; no value says that what has this key is gone.
    public <V extends AvroRoot> void send(
            Topic<?, V> topic, int partition, byte @Nullable [] key, @Nullable V value, long atMillis) {
        Sink<V> sink = sink(topic);
        send(sink, partition, key, value, sink.values, atMillis);
    }

    /// Sends the same value to several partitions, under the key that it has in each of them.
    public <V extends AvroRoot> void sendAll(
            Topic<?, V> topic, List<Integer> partitions, IntFunction<byte[]> keys, V value, long atMillis) {
        Sink<V> sink = sink(topic);
        byte[] framed = sink.values.serialize(sink.topic, value);
        for (int partition : partitions) {
            send(sink, partition, keys.apply(partition), framed, AS_IS, atMillis);
        }
    }

    private <B> void send(
            Sink<?> sink,
            int partition,
            byte @Nullable [] key,
            @Nullable B value,
            Serializer<B> serializer,
            long atMillis) {
        collector.send(sink.topic, key, value, carried, partition, atMillis, AS_IS, serializer, sink.node, context);
    }

    // A topic's sink is for the topic's own records.
    @SuppressWarnings("unchecked")
    private <V extends AvroRoot> Sink<V> sink(Topic<?, V> topic) {
        return (Sink<V>) sinks.get(topic);
    }
}
