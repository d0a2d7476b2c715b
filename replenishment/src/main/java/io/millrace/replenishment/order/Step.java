package io.millrace.replenishment.order;

/// One step of the way from a need to an order.
///
/// @param units what the order is after it; `NaN` before a need is known
/// @param reason why, for a planner to read
public record Step(Stage stage, double units, String reason) {
    /// The steps in the order they are taken.
    public enum Stage {
        SOURCE,
        NEED,
        PRESENTATION,
        CAPACITY,
        SHELF_LIFE,
        MAXIMUM,
        MINIMUM,
        PACKS,
        LAYERS,
        SPLIT,
        SUPPLIER,
        PRICE_BREAK,
        BUDGET,
        APPROVAL
    }
}
