package io.millrace.topology.catalog;

import io.millrace.schemas.registry.SchemaRegistry;
import io.millrace.schemas.topics.Topics;
import io.millrace.topology.catalog.state.CatalogState;
import io.millrace.topology.segments.SegmentedStoreBuilder;
import io.millrace.topology.segments.TopicWriter;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.streams.Topology;

/// The catalogue: commands in; records, outcomes and notices out. All of a tenant is in one partition.
public final class CatalogTopology {
    /// The application id, without an installation's prefix.
    public static final String APPLICATION = "millrace-catalog-v1";

    private static final String READ = "read-catalog-commands";
    private static final String DECIDE = "decide-catalog";

    private CatalogTopology() {}

    public static Topology build(CatalogSettings settings, SchemaRegistry registry) {
        Topology topology = new Topology();
        topology.addSource(
                READ,
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer(),
                settings.prefix() + Topics.CATALOG_COMMANDS.name());
        topology.addProcessor(DECIDE, () -> new CatalogProcessor(settings, registry), READ);
        topology.addStateStore(new SegmentedStoreBuilder<>(CatalogProcessor.STORE, CatalogState::new), DECIDE);
        TopicWriter.addSinks(topology, CatalogOutputs.TOPICS, settings.prefix(), DECIDE);
        return topology;
    }
}
