package io.millrace.topology.stock.query;

import io.millrace.domain.LaneKey;
import io.millrace.topology.segments.SegmentedStore;
import io.millrace.topology.stock.state.StockState;
import java.util.Optional;

/// The ledger's stores, as far as they are in this process, and what is to be thought of them.
interface StockStores {
    /// The partition a lane lives in.
    int partition(LaneKey lane);

    int partitions();

    Whereabouts whereabouts(int partition);

    /// The store of a partition, if this process has it, as its owner or as a copy.
    Optional<SegmentedStore<StockState>> of(int partition);

    /// The catalogue, once it has been read.
    Optional<CatalogFacts> catalog();

    /// Why a store must not be read now, if so. Asked behind its gate.
    Optional<String> trouble(int partition, SegmentedStore<StockState> store);

    /// How fresh a store is. Asked behind its gate.
    Freshness freshness(int partition, SegmentedStore<StockState> store, boolean committed);
}
