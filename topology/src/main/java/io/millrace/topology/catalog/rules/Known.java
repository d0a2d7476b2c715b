package io.millrace.topology.catalog.rules;

import io.millrace.events.catalog.CatalogKind;
import io.millrace.events.catalog.Item;
import io.millrace.events.catalog.Location;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// What is known of a tenant's catalogue, as far as rules ask.
public interface Known {
    /// Whether there is such a record.
    boolean has(CatalogKind kind, String id);

    @Nullable
    Item item(String id);

    @Nullable
    Location location(String id);

    /// The item that has a code on it or on one of its packs; the code as [ScannedCode#keyOf] writes it.
    @Nullable
    String ownerOf(String code);

    /// Records that refer to one, of the kinds that are asked for, at most as many as a person wants to read.
    List<Referrer> referrers(CatalogKind kind, String id, Predicate<CatalogKind> by);

    /// How many records of a kind there are.
    long count(CatalogKind kind);

    /// How many there may be.
    long limit(CatalogKind kind);

    /// What the tenant wants of its own fields.
    AttributeSchema attributes(CatalogKind kind);

    /// A record that refers to another.
    record Referrer(CatalogKind kind, String id) {
        @Override
        public String toString() {
            return RecordKind.of(kind).singular() + " " + id;
        }
    }

    /// What may be assumed where the catalogue is out of reach: that all is as it should be.
    static Known assumed() {
        return new Assumed();
    }
}
