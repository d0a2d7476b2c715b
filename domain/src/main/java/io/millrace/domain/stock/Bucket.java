package io.millrace.domain.stock;

/// Where stock stands within a location, and the accounts outside it that movements come from and go to.
public enum Bucket {
    FREE(true),
    RESERVED(true),
    DAMAGED(true),
    QUARANTINED(true),
    IN_TRANSIT(true),
    ON_ORDER(true),
    SUPPLIER(false),
    CUSTOMER(false),
    SHRINK(false),
    SCRAP(false),
    OPENING(false),
    LINK(false);

    private final boolean held;

    Bucket(boolean held) {
        this.held = held;
    }

    /// Whether a position has a balance for it; the others are accounts outside.
    public boolean isHeld() {
        return held;
    }

    /// Whether it is part of what a count of the shelf sees.
    public boolean isCounted() {
        return this == FREE || this == RESERVED;
    }
}
