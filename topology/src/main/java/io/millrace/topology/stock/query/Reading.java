package io.millrace.topology.stock.query;

/// What came of a reading.
///
/// @param <T> what was asked for
public sealed interface Reading<T> {
    /// It is so.
    record Found<T>(T value, Freshness freshness) implements Reading<T> {}

    /// The catalogue has no such thing, nor has the ledger.
    record Unknown<T>(Kind kind, Freshness freshness) implements Reading<T> {}

    /// It can't be said here now: the lane is elsewhere, on its way, or half read back.
    record Away<T>(String why) implements Reading<T> {}

    /// What can be unknown.
    enum Kind {
        LOCATION,
        ITEM,
        RESERVATION,
        TENANT
    }
}
