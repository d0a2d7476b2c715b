package io.millrace.topology.catalog.state;

import io.millrace.schemas.avro.AvroReader;
import io.millrace.topology.segments.SegmentedStore;
import io.millrace.topology.segments.Slot;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/// Everything the catalogue application remembers of the tenants of one partition.
public final class CatalogState implements SegmentedStore.Content {
    private final Map<String, TenantCatalog> tenants = new HashMap<>();
    private Consumer<Slot<?, ?>> touched = _ -> {};

    /// Makes it ready for use, once it is restored.
    ///
    /// @param listener hears of every slot that changes
    public void begin(Consumer<Slot<?, ?>> listener) {
        touched = listener;
        tenants.values().forEach(TenantCatalog::index);
    }

    /// A tenant's catalogue, empty if nothing is known of it.
    public TenantCatalog tenant(String tenant) {
        return tenants.computeIfAbsent(tenant, missing -> new TenantCatalog(missing, this::touch));
    }

    /// Forgets commands from before a time.
    public void forget(long beforeMicros, Consumer<Slot<?, ?>> dropped) {
        tenants.values().forEach(tenant -> tenant.forget(beforeMicros, dropped));
    }

    private void touch(Slot<?, ?> slot) {
        touched.accept(slot);
    }

    @Override
    public Slot<?, ?> restore(int tag, String scope, AvroReader source) {
        TenantCatalog tenant = tenant(scope);
        if (tag == RecordSlot.KIND.tag()) {
            return tenant.restored(RecordSlot.KIND.readKey(source), RecordSlot.KIND.readValue(source));
        }
        if (tag == Remembered.KIND.tag()) {
            return tenant.restored(Remembered.KIND.readKey(source), Remembered.KIND.readValue(source));
        }
        throw new IllegalStateException(
                "the state holds something of kind " + tag + ", which a newer Millrace wrote: start that one");
    }

    @Override
    public void clear() {
        tenants.clear();
        touched = _ -> {};
    }
}
