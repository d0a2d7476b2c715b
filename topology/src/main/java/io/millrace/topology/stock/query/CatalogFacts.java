package io.millrace.topology.stock.query;

import io.millrace.domain.LaneKey;
import io.millrace.domain.Sku;
import io.millrace.domain.TenantId;
import io.millrace.domain.stock.TillDay.Numbering;
import io.millrace.events.catalog.Item;
import io.millrace.events.catalog.Location;
import io.millrace.events.catalog.Till;
import io.millrace.events.catalog.TillNumbering;
import io.millrace.topology.catalog.CatalogStore;
import java.util.Comparator;
import java.util.List;

/// What queries ask of the catalogue.
///
/// @param items the items
/// @param locations the locations
/// @param tills the tills
record CatalogFacts(CatalogStore<Item> items, CatalogStore<Location> locations, CatalogStore<Till> tills) {
    boolean isOpen() {
        return items.isOpen() && locations.isOpen() && tills.isOpen();
    }

    boolean knows(LaneKey lane) {
        return locations.get(lane.tenant().value(), lane.location().value()) != null;
    }

    boolean knows(TenantId tenant, Sku item) {
        return items.get(tenant.value(), item.value()) != null;
    }

    List<LaneKey> lanesOf(TenantId tenant) {
        return locations.all(tenant.value()).stream()
                .map(location -> LaneKey.of(location.tenantId(), location.locationId()))
                .sorted(Comparator.comparing(LaneKey::text))
                .toList();
    }

    Numbering numbering(LaneKey lane, String till) {
        Till known = tills.get(lane.tenant().value(), lane.location() + "|" + till);
        return known != null && known.numbering() == TillNumbering.SPARSE ? Numbering.SPARSE : Numbering.DENSE;
    }
}
