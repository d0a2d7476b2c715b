package io.millrace.topology.catalog;

import io.millrace.domain.CatalogKey;
import io.millrace.schemas.avro.AvroRoot;
import io.millrace.schemas.wire.Decoded;
import io.millrace.schemas.wire.RecordDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// All records of one kind of master data, in memory, by tenant and id. Many threads may read.
///
/// @param <V> the record
public class CatalogStore<V extends AvroRoot> implements StateStore {
    private static final Logger LOG = LoggerFactory.getLogger(CatalogStore.class);

    private final String name;
    private final RecordDecoder<V> decoder;
    private final Map<String, Map<String, V>> tenants = new ConcurrentHashMap<>();
    private volatile boolean open;
    private volatile long version;

    public CatalogStore(String name, RecordDecoder<V> decoder) {
        this.name = name;
        this.decoder = decoder;
    }

    /// A tenant's records by id, as they are now and will be.
    public Map<String, V> of(String tenant) {
        return tenants.computeIfAbsent(tenant, _ -> new ConcurrentHashMap<>());
    }

    public @Nullable V get(String tenant, String id) {
        return of(tenant).get(id);
    }

    public Collection<V> all(String tenant) {
        return of(tenant).values();
    }

    /// Changes with every record that comes in: whoever computed something from the records can tell that it is old.
    public long version() {
        return version;
    }

    /// Takes in a record as it came; one that nobody can read leaves things as they are.
    void put(byte @Nullable [] key, byte @Nullable [] value) {
        CatalogKey parsed;
        try {
            parsed = CatalogKey.parse(new String(key == null ? new byte[0] : key, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException malformed) {
            LOG.warn("A record of {} has no key that names a tenant and an id: {}", name, malformed.getMessage());
            return;
        }
        if (value == null) {
            String tenant = parsed.tenant().value();
            changed(tenant, parsed.id(), of(tenant).remove(parsed.id()), null);
        } else {
            put(parsed, value);
        }
        bump();
    }

    /// A record came, changed or went.
    protected void changed(String tenant, String id, @Nullable V before, @Nullable V after) {
        // Of interest to those who keep more than the records.
    }

    /// All records went.
    protected void cleared() {
        // Likewise.
    }

    private void forgetAll() {
        tenants.clear();
        cleared();
    }

    private void put(CatalogKey key, byte[] value) {
        switch (decoder.decode(value)) {
            case Decoded.Value<V>(V record, int _) -> {
                String tenant = key.tenant().value();
                changed(tenant, key.id(), of(tenant).put(key.id(), record), record);
            }
            case Decoded.Unreadable<V>(var reason, String detail) ->
                LOG.warn("Record {} of {} is left as it was: {}, {}", key, name, reason, detail);
        }
    }

    /// Only the one thread that feeds the store comes here.
    @SuppressWarnings("NonAtomicVolatileUpdate")
    private void bump() {
        version++;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void init(StateStoreContext context, StateStore root) {
        forgetAll();
        open = true;
        context.register(root, this::put);
    }

    @Override
    public void close() {
        open = false;
        forgetAll();
    }

    @Override
    public boolean persistent() {
        return false;
    }

    @Override
    public boolean isOpen() {
        return open;
    }
}
