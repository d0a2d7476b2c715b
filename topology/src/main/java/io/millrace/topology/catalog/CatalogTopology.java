package io.millrace.topology.catalog;

import io.millrace.schemas.registry.SchemaRegistry;
import io.millrace.schemas.topics.Topics;
import io.millrace.topology.catalog.state.CatalogState;
import io.millrace.topology.segments.SegmentedStoreBuilder;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.Topology;

/// The catalogue: commands in; records, outcomes and notices out. All of a tenant is in one partition.
public final class CatalogTopology {
    /// The application id, without an installation's prefix.
    public static final String APPLICATION = "millrace-catalog-v1";

    private static final String READ = "read-catalog-commands";
    private static final String DECIDE = "decide-catalog";

    /// The log is read whole at every start, and the broker's defaults would leave a gigabyte of it uncleaned.
    private static final Map<String, String> CHANGELOG = Map.of(
            TopicConfig.SEGMENT_BYTES_CONFIG, String.valueOf(32 * 1024 * 1024),
            TopicConfig.SEGMENT_MS_CONFIG, String.valueOf(Duration.ofHours(6).toMillis()),
            TopicConfig.MIN_CLEANABLE_DIRTY_RATIO_CONFIG, "0.2");

    private CatalogTopology() {}

    public static Topology build(CatalogSettings settings, SchemaRegistry registry) {
        Topology topology = new Topology();
        topology.addSource(
                READ,
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer(),
                settings.prefix() + Topics.CATALOG_COMMANDS.name());
        topology.addProcessor(DECIDE, () -> new CatalogProcessor(settings, registry), READ);
        topology.addStateStore(
                new SegmentedStoreBuilder<>(CatalogProcessor.STORE, CatalogState::new).withLoggingEnabled(CHANGELOG),
                DECIDE);
        // They say where the processor writes; it hands its records to the task's producer by itself.
        CatalogOutputs.TOPICS.forEach(topic -> topology.addSink(
                CatalogOutputs.node(topic),
                settings.prefix() + topic.name(),
                new ByteArraySerializer(),
                new ByteArraySerializer(),
                DECIDE));
        return topology;
    }
}
