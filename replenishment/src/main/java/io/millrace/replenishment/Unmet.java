package io.millrace.replenishment;

/// What becomes of demand that meets an empty shelf.
public enum Unmet {
    /// The customer goes without: the default of stores.
    LOST,
    /// The customer waits, and is served first from what arrives.
    BACKORDERED
}
