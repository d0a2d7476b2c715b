package io.millrace.topology.demand;

import io.millrace.schemas.registry.SchemaRegistry;
import io.millrace.schemas.topics.Topic;
import io.millrace.schemas.topics.Topics;
import io.millrace.topology.demand.state.DemandState;
import io.millrace.topology.segments.SegmentedStoreBuilder;
import io.millrace.topology.segments.TopicWriter;
import java.util.List;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.streams.Topology;

/// Demand: one processor with one store per partition of lanes.
public final class DemandTopology {
    /// The application id, without an installation's prefix.
    public static final String APPLICATION = "millrace-demand-v1";

    static final List<Topic<?, ?>> SOURCES = List.of(Topics.JOURNAL, Topics.CATALOG_NOTICES, Topics.COMPLETENESS);

    private static final String READ = "read-demand";
    private static final String DECIDE = "decide-demand";

    private DemandTopology() {}

    public static Topology build(DemandSettings settings, SchemaRegistry registry) {
        Topology topology = new Topology();
        String[] sources =
                SOURCES.stream().map(topic -> settings.prefix() + topic.name()).toArray(String[]::new);
        topology.addSource(READ, new ByteArrayDeserializer(), new ByteArrayDeserializer(), sources);
        topology.addProcessor(DECIDE, () -> new DemandProcessor(settings, registry), READ);
        topology.addStateStore(
                new SegmentedStoreBuilder<>(DemandProcessor.STORE, () -> new DemandState(settings.rules())), DECIDE);
        TopicWriter.addSinks(topology, DayWriter.TOPICS, settings.prefix(), DECIDE);
        return topology;
    }
}
