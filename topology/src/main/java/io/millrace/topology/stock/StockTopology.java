package io.millrace.topology.stock;

import io.millrace.schemas.registry.SchemaRegistry;
import io.millrace.schemas.topics.Topics;
import io.millrace.topology.catalog.CatalogStores;
import io.millrace.topology.segments.SegmentedStoreBuilder;
import io.millrace.topology.segments.TopicWriter;
import io.millrace.topology.stock.state.StockState;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.streams.Topology;

/// The stock ledger: one processor with one store per partition, the catalogue beside it.
public final class StockTopology {
    /// The application id, without an installation's prefix.
    public static final String APPLICATION = "millrace-stock-v1";

    private static final String DECIDE = "decide-stock";
    private static final String READ = "read-stock";

    private StockTopology() {}

    /// The ledger that nobody watches.
    public static Topology build(StockSettings settings, SchemaRegistry registry) {
        return build(settings, registry, LedgerWatch.unwatched());
    }

    /// The ledger.
    ///
    /// @param watch who hears of what it does
    public static Topology build(StockSettings settings, SchemaRegistry registry, LedgerWatch watch) {
        Topology topology = new Topology();
        CatalogStores.addItems(topology, settings.prefix(), registry);
        CatalogStores.add(topology, Topics.LOCATIONS, settings.prefix(), registry);
        CatalogStores.add(topology, Topics.TILLS, settings.prefix(), registry);
        CatalogStores.add(topology, Topics.POLICIES, settings.prefix(), registry);
        String[] sources =
                Readers.topics().stream().map(name -> settings.prefix() + name).toArray(String[]::new);
        topology.addSource(READ, new ByteArrayDeserializer(), new ByteArrayDeserializer(), sources);
        topology.addProcessor(DECIDE, () -> new StockProcessor(settings, registry, watch), READ);
        topology.addStateStore(new SegmentedStoreBuilder<>(StockState.STORE, StockState::new), DECIDE);
        TopicWriter.addSinks(topology, Outputs.TOPICS, settings.prefix(), DECIDE);
        return topology;
    }
}
