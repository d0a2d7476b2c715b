package io.millrace.forecasting;

/// What may be known about a step beside the units sold.
public enum Signal {
    /// The part of the selling time, weighted by when customers come, in which the item could be bought: 0 to 1.
    IN_STOCK,
    /// The price it was offered at; missing (NaN) where unknown.
    PRICE,
    /// How strongly it was promoted: 0 for not at all.
    PROMOTION
}
