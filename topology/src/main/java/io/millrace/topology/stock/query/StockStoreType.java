package io.millrace.topology.stock.query;

import io.millrace.topology.segments.SegmentedStore;
import io.millrace.topology.stock.state.StockState;
import java.util.List;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.state.QueryableStoreType;
import org.apache.kafka.streams.state.internals.StateStoreProvider;

/// The ledger's store, as Kafka Streams hands it to other threads. What is in it is read through its gate.
final class StockStoreType implements QueryableStoreType<SegmentedStore<StockState>> {
    @Override
    public boolean accepts(StateStore store) {
        return store instanceof SegmentedStore<?> segmented && segmented.content() instanceof StockState;
    }

    @Override
    public SegmentedStore<StockState> create(StateStoreProvider provider, String name) {
        List<SegmentedStore<StockState>> stores = provider.stores(name, this);
        if (stores.isEmpty()) {
            throw new InvalidStateStoreException("no task with " + name + " runs here");
        }
        return stores.getFirst();
    }
}
