package io.millrace.topology.stock.query;

import io.millrace.schemas.avro.AvroRoot;
import io.millrace.topology.catalog.CatalogStore;
import java.util.List;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.state.QueryableStoreType;
import org.apache.kafka.streams.state.internals.StateStoreProvider;

/// One kind of master data, as Kafka Streams hands it to other threads.
///
/// @param <V> the record
final class CatalogType<V extends AvroRoot> implements QueryableStoreType<CatalogStore<V>> {
    @Override
    public boolean accepts(StateStore store) {
        return store instanceof CatalogStore<?>;
    }

    @Override
    public CatalogStore<V> create(StateStoreProvider provider, String name) {
        List<CatalogStore<V>> stores = provider.stores(name, this);
        if (stores.isEmpty()) {
            throw new InvalidStateStoreException(name + " is not open");
        }
        return stores.getFirst();
    }
}
