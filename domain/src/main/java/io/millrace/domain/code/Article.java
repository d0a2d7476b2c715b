package io.millrace.domain.code;

import io.millrace.domain.Sku;
import java.util.List;
import java.util.OptionalLong;

/// An item of the catalogue, as far as a sale of it needs to know.
public interface Article {
    Sku item();

    /// The unit its stock is kept in.
    String unit();

    /// How many thousandths of its own unit are in one of a pack, by the name of the pack's unit.
    OptionalLong pack(String unit);

    /// What is inside, if it is a kit; empty for everything else.
    List<Part> parts();

    /// What is inside a kit: so many thousandths of an item in each.
    record Part(Sku item, long thousandths) {}
}
