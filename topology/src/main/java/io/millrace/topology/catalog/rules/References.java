package io.millrace.topology.catalog.rules;

import io.millrace.domain.code.ScannedCode;
import io.millrace.events.catalog.Assortment;
import io.millrace.events.catalog.Calendar;
import io.millrace.events.catalog.CatalogCommand;
import io.millrace.events.catalog.CatalogKind;
import io.millrace.events.catalog.Item;
import io.millrace.events.catalog.ItemPack;
import io.millrace.events.catalog.Location;
import io.millrace.events.catalog.Policy;
import io.millrace.events.catalog.Promotion;
import io.millrace.events.catalog.Removal;
import io.millrace.events.catalog.Supplier;
import io.millrace.events.catalog.SupplierTerm;
import io.millrace.events.catalog.Tenant;
import io.millrace.events.catalog.Till;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// What records refer to, and which codes they claim.
public final class References {
    private References() {}

    /// Names each record that this one refers to.
    public static void of(CatalogCommand.Body record, BiConsumer<CatalogKind, String> each) {
        switch (record) {
            case Item item -> {
                some(CatalogKind.ITEM, item.likeItemId(), each);
                item.components().forEach(component -> each.accept(CatalogKind.ITEM, component.itemId()));
            }
            case Location location -> {
                some(CatalogKind.CALENDAR, location.calendarId(), each);
                some(CatalogKind.LOCATION, location.suppliedBy(), each);
            }
            case Supplier supplier -> some(CatalogKind.CALENDAR, supplier.calendarId(), each);
            case SupplierTerm term -> {
                each.accept(CatalogKind.SUPPLIER, term.supplierId());
                each.accept(CatalogKind.ITEM, term.itemId());
                some(CatalogKind.LOCATION, term.locationId(), each);
            }
            case Assortment assortment -> {
                each.accept(CatalogKind.LOCATION, assortment.locationId());
                each.accept(CatalogKind.ITEM, assortment.itemId());
                // It may be either; whichever there is must stay.
                some(CatalogKind.SUPPLIER, assortment.sourceId(), each);
                some(CatalogKind.LOCATION, assortment.sourceId(), each);
            }
            case Promotion promotion -> {
                promotion.itemIds().forEach(item -> each.accept(CatalogKind.ITEM, item));
                promotion.locationIds().forEach(location -> each.accept(CatalogKind.LOCATION, location));
            }
            case Till till -> each.accept(CatalogKind.LOCATION, till.locationId());
            case Calendar _, Policy _, Tenant _, Removal _ -> {}
        }
    }

    private static void some(CatalogKind kind, @Nullable String id, BiConsumer<CatalogKind, String> each) {
        if (id != null) {
            each.accept(kind, id);
        }
    }

    /// All codes of an item and its packs, as [ScannedCode#keyOf] writes them.
    public static List<String> codes(Item item) {
        List<String> codes = new ArrayList<>(item.codes().size());
        item.codes().forEach(code -> codes.add(ScannedCode.keyOf(code)));
        for (ItemPack pack : item.packs()) {
            pack.codes().forEach(code -> codes.add(ScannedCode.keyOf(code)));
        }
        return codes;
    }
}
