package io.millrace.topology.demand;

import io.millrace.schemas.registry.SchemaRegistry;
import io.millrace.schemas.topics.Topic;
import io.millrace.schemas.topics.Topics;
import io.millrace.topology.demand.state.DemandState;
import io.millrace.topology.segments.SegmentedStoreBuilder;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.Topology;

/// Demand: one processor with one store per partition of lanes.
public final class DemandTopology {
    /// The application id, without an installation's prefix.
    public static final String APPLICATION = "millrace-demand-v1";

    static final List<Topic<?, ?>> SOURCES = List.of(Topics.JOURNAL, Topics.CATALOG_NOTICES, Topics.COMPLETENESS);

    private static final String READ = "read-demand";
    private static final String DECIDE = "decide-demand";

    /// The log is read whole at every start, and the broker's defaults would leave a gigabyte of it uncleaned.
    private static final Map<String, String> CHANGELOG = Map.of(
            TopicConfig.SEGMENT_BYTES_CONFIG, String.valueOf(32 * 1024 * 1024),
            TopicConfig.SEGMENT_MS_CONFIG, String.valueOf(Duration.ofHours(6).toMillis()),
            TopicConfig.MIN_CLEANABLE_DIRTY_RATIO_CONFIG, "0.2");

    private DemandTopology() {}

    public static Topology build(DemandSettings settings, SchemaRegistry registry) {
        Topology topology = new Topology();
        String[] sources =
                SOURCES.stream().map(topic -> settings.prefix() + topic.name()).toArray(String[]::new);
        topology.addSource(READ, new ByteArrayDeserializer(), new ByteArrayDeserializer(), sources);
        topology.addProcessor(DECIDE, () -> new DemandProcessor(settings, registry), READ);
        topology.addStateStore(
                new SegmentedStoreBuilder<>(DemandProcessor.STORE, () -> new DemandState(settings.rules()))
                        .withLoggingEnabled(CHANGELOG),
                DECIDE);
        // It says where the processor writes; that hands its records to the task's producer by itself.
        topology.addSink(
                DayWriter.NODE,
                settings.prefix() + Topics.DEMAND_DAYS.name(),
                new ByteArraySerializer(),
                new ByteArraySerializer(),
                DECIDE);
        return topology;
    }
}
