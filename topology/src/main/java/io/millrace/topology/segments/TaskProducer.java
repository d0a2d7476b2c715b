package io.millrace.topology.segments;

import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.processor.internals.InternalProcessorContext;
import org.apache.kafka.streams.processor.internals.RecordCollector;
import org.jspecify.annotations.Nullable;

/// Hands records to the producer of a task, within its transaction, as a sink node does.
///
/// A sink asks for the topic's partitions and for a partitioner's opinion, and keeps statistics, all for each record;
/// whoever knows the partition already, and writes several records for each that it reads, has no use for that.
public final class TaskProducer {
    private static final Headers NONE = new RecordHeaders();
    private static final Serializer<byte[]> AS_IS = Serdes.ByteArray().serializer();

    private final RecordCollector collector;
    private final InternalProcessorContext<Void, Void> context;

    /// @param context of the processor that writes
    @SuppressWarnings("unchecked")
    public TaskProducer(Object context) {
        if (!(context instanceof RecordCollector.Supplier supplier)
                || !(context instanceof InternalProcessorContext<?, ?> internal)) {
            throw new IllegalStateException("this needs Kafka Streams' own context, not " + context);
        }
        this.collector = supplier.recordCollector();
        this.context = (InternalProcessorContext<Void, Void>) internal;
    }

    /// Sends a record to a partition.
    ///
    /// @param sink the node of the topology that is said to write it
    public <V> void send(
            String topic,
            int partition,
            byte @Nullable [] key,
            V value,
            Serializer<V> serializer,
            long atMillis,
            String sink) {
        collector.send(topic, key, value, NONE, partition, atMillis, AS_IS, serializer, sink, context);
    }
}
