package io.millrace.topology.stock.query;

import io.millrace.domain.LaneKey;
import io.millrace.events.catalog.Item;
import io.millrace.events.catalog.Location;
import io.millrace.events.catalog.Till;
import io.millrace.testkit.TopologyHarness;
import io.millrace.topology.catalog.CatalogStore;
import io.millrace.topology.segments.SegmentedStore;
import io.millrace.topology.stock.query.Freshness.Source;
import io.millrace.topology.stock.state.StockState;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// The stores of a topology under test: one partition.
final class DriverStores implements StockStores {
    private final SegmentedStore<StockState> store;
    private final CatalogFacts catalog;

    @SuppressWarnings("unchecked")
    DriverStores(TopologyHarness harness) {
        this.store = (SegmentedStore<StockState>) harness.store(StockState.STORE);
        this.catalog = new CatalogFacts(
                (CatalogStore<Item>) harness.store("catalog-items"),
                (CatalogStore<Location>) harness.store("catalog-locations"),
                (CatalogStore<Till>) harness.store("catalog-tills"));
    }

    @Override
    public int partition(LaneKey lane) {
        return 0;
    }

    @Override
    public int partitions() {
        return 1;
    }

    @Override
    public Whereabouts whereabouts(int partition) {
        return new Whereabouts(partition, Optional.empty(), List.of());
    }

    @Override
    public Optional<SegmentedStore<StockState>> of(int partition) {
        return Optional.of(store);
    }

    @Override
    public Optional<CatalogFacts> catalog() {
        return Optional.of(catalog);
    }

    @Override
    public Optional<String> trouble(int partition, SegmentedStore<StockState> asked) {
        return asked.isOpen() ? Optional.empty() : Optional.of("closed");
    }

    @Override
    public Freshness freshness(int partition, SegmentedStore<StockState> asked, boolean committed) {
        StockState state = asked.content();
        return new Freshness(
                partition,
                asked.isOwned() ? Source.ACTIVE : Source.STANDBY,
                state.journalSequence(),
                state.heard().offsets(),
                Optional.empty(),
                OptionalLong.empty(),
                committed);
    }
}
