package io.millrace.topology.catalog.rules;

import io.millrace.events.catalog.CatalogKind;
import io.millrace.events.catalog.Item;
import io.millrace.events.catalog.Location;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// A catalogue that has whatever is referred to.
record Assumed() implements Known {
    @Override
    public boolean has(CatalogKind kind, String id) {
        return true;
    }

    @Override
    public @Nullable Item item(String id) {
        return null;
    }

    @Override
    public @Nullable Location location(String id) {
        return null;
    }

    @Override
    public @Nullable String ownerOf(String code) {
        return null;
    }

    @Override
    public List<Referrer> referrers(CatalogKind kind, String id, Predicate<CatalogKind> by) {
        return List.of();
    }

    @Override
    public long count(CatalogKind kind) {
        return 0;
    }

    @Override
    public long limit(CatalogKind kind) {
        return Long.MAX_VALUE;
    }

    @Override
    public AttributeSchema attributes(CatalogKind kind) {
        return AttributeSchema.NONE;
    }
}
