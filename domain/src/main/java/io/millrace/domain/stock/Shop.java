package io.millrace.domain.stock;

import io.millrace.domain.Sku;
import java.util.List;
import java.util.OptionalLong;

/// What the catalogue says that the rules need to know.
public interface Shop {
    /// Whether the item is in the catalogue.
    boolean isListed(Sku item);

    /// The item's place in the tenant's hierarchy, from the top down; empty if it has none.
    List<String> categoryPath(Sku item);

    TillDay.Numbering numbering(String till);

    /// The free stock at or below which somebody wants to know, in thousandths.
    OptionalLong lowStock(Sku item);
}
