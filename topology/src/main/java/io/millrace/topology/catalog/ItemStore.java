package io.millrace.topology.catalog;

import io.millrace.domain.code.ScannedCode;
import io.millrace.events.catalog.Item;
import io.millrace.events.catalog.ItemPack;
import io.millrace.schemas.wire.RecordDecoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// The items, found by their ids and by their codes. Many threads may read.
public final class ItemStore extends CatalogStore<Item> {
    private final Map<String, Index> indexes = new ConcurrentHashMap<>();

    /// What a code is on: the item itself, or one of its packs.
    public record Target(Item item, @Nullable ItemPack pack) {}

    /// What is known of one tenant's items besides the items.
    private record Index(Map<String, Target> codes, Set<String> kits) {
        static Index empty() {
            return new Index(new ConcurrentHashMap<>(), ConcurrentHashMap.newKeySet());
        }
    }

    public ItemStore(String name, RecordDecoder<Item> decoder) {
        super(name, decoder);
    }

    /// What a code is on, by its key.
    public @Nullable Target byCode(String tenant, String key) {
        return index(tenant).codes.get(key);
    }

    /// The ids of the items that are kits, as they are now and will be.
    public Set<String> kits(String tenant) {
        return index(tenant).kits;
    }

    private Index index(String tenant) {
        return indexes.computeIfAbsent(tenant, _ -> Index.empty());
    }

    @Override
    protected void changed(String tenant, String id, @Nullable Item before, @Nullable Item after) {
        Index index = index(tenant);
        List<String> kept = new ArrayList<>();
        if (after != null) {
            codes(after, (key, target) -> {
                kept.add(key);
                index.codes.put(key, target);
            });
        }
        if (before != null) {
            codes(before, (key, target) -> {
                Target now = index.codes.get(key);
                if (!kept.contains(key) && now != null && now.item().itemId().equals(id)) {
                    index.codes.remove(key, now);
                }
            });
        }
        if (after != null && !after.components().isEmpty()) {
            index.kits.add(id);
        } else {
            index.kits.remove(id);
        }
    }

    @Override
    protected void cleared() {
        indexes.clear();
    }

    private static void codes(Item item, BiConsumer<String, Target> each) {
        item.codes().forEach(code -> each.accept(ScannedCode.keyOf(code), new Target(item, null)));
        item.packs()
                .forEach(pack ->
                        pack.codes().forEach(code -> each.accept(ScannedCode.keyOf(code), new Target(item, pack))));
    }
}
