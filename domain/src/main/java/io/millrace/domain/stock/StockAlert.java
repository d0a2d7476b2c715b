package io.millrace.domain.stock;

import io.millrace.domain.Sku;

/// A condition of one item that began or is over.
///
/// @param began true if it began, false if it is over
/// @param free the free stock now, in thousandths
/// @param threshold what it is measured against, in thousandths
public record StockAlert(Kind kind, Sku item, boolean began, long free, long threshold) {
    /// What is to be looked at.
    public enum Kind {
        LOW_STOCK,
        OUT_OF_STOCK,
        BACK_IN_STOCK,
        BELOW_ZERO,
        RECOUNT
    }
}
