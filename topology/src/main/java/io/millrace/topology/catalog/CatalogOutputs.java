package io.millrace.topology.catalog;

import io.millrace.schemas.avro.AvroRoot;
import io.millrace.schemas.registry.SchemaRegistry;
import io.millrace.schemas.topics.Topic;
import io.millrace.schemas.topics.Topics;
import io.millrace.topology.catalog.rules.RecordKind;
import io.millrace.topology.segments.TopicWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.jspecify.annotations.Nullable;

/// Where the catalogue writes.
final class CatalogOutputs {
    static final List<Topic<?, ? extends AvroRoot>> TOPICS = Stream.concat(
                    RecordKind.ALL.stream().<Topic<?, ? extends AvroRoot>>map(RecordKind::topic),
                    Stream.of(Topics.CATALOG_OUTCOMES, Topics.CATALOG_NOTICES))
            .toList();

    private final TopicWriter writer;
    private final int partition;

    CatalogOutputs(ProcessorContext<?, ?> context, String prefix, SchemaRegistry registry) {
        this.writer = new TopicWriter(context, TOPICS, prefix, registry);
        this.partition = context.taskId().partition();
    }

    /// To the tenant's own partition; no value says that a record is gone.
    <V extends AvroRoot> void send(Topic<?, V> topic, String key, @Nullable V value, long atMillis) {
        writer.send(topic, partition, bytes(key), value, atMillis);
    }

    /// The same value to several partitions, under the key that each of them has.
    <V extends AvroRoot> void sendAll(
            Topic<?, V> topic, List<Integer> partitions, IntFunction<String> keys, V value, long atMillis) {
        writer.sendAll(topic, partitions, to -> bytes(keys.apply(to)), value, atMillis);
    }

    private static byte[] bytes(String key) {
        return key.getBytes(StandardCharsets.UTF_8);
    }
}
