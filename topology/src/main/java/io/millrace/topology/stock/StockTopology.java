package io.millrace.topology.stock;

import io.millrace.schemas.registry.SchemaRegistry;
import io.millrace.schemas.topics.Topics;
import io.millrace.topology.catalog.CatalogStores;
import io.millrace.topology.segments.SegmentedStoreBuilder;
import io.millrace.topology.stock.state.StockState;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.Topology;

/// The stock ledger: one processor with one store per partition, the catalogue beside it.
public final class StockTopology {
    /// The application id, without an installation's prefix.
    public static final String APPLICATION = "millrace-stock-v1";

    private static final String DECIDE = "decide-stock";
    private static final String READ = "read-stock";

    /// The log is read whole at every start, and the broker's defaults would leave a gigabyte of it uncleaned.
    private static final Map<String, String> CHANGELOG = Map.of(
            TopicConfig.SEGMENT_BYTES_CONFIG, String.valueOf(32 * 1024 * 1024),
            TopicConfig.SEGMENT_MS_CONFIG, String.valueOf(Duration.ofHours(6).toMillis()),
            TopicConfig.MIN_CLEANABLE_DIRTY_RATIO_CONFIG, "0.2");

    private StockTopology() {}

    public static Topology build(StockSettings settings, SchemaRegistry registry) {
        Topology topology = new Topology();
        CatalogStores.addItems(topology, settings.prefix(), registry);
        CatalogStores.add(topology, Topics.LOCATIONS, settings.prefix(), registry);
        CatalogStores.add(topology, Topics.TILLS, settings.prefix(), registry);
        CatalogStores.add(topology, Topics.POLICIES, settings.prefix(), registry);
        String[] sources =
                Readers.topics().stream().map(name -> settings.prefix() + name).toArray(String[]::new);
        topology.addSource(READ, new ByteArrayDeserializer(), new ByteArrayDeserializer(), sources);
        topology.addProcessor(DECIDE, () -> new StockProcessor(settings, registry), READ);
        topology.addStateStore(
                new SegmentedStoreBuilder<>(StockState.STORE, StockState::new).withLoggingEnabled(CHANGELOG), DECIDE);
        // They say where the processor writes; it hands its records to the task's producer by itself.
        Outputs.TOPICS.forEach(topic -> topology.addSink(
                Outputs.node(topic),
                settings.prefix() + topic.name(),
                new ByteArraySerializer(),
                new ByteArraySerializer(),
                DECIDE));
        return topology;
    }
}
