package io.millrace.benchmarks.ledger;

/// What happens in the imitated shops, in numbers; each side makes of it what it reads.
sealed interface StockEvent {
    /// Counts the events of a workload; an exact repeat has the number of the first.
    long number();

    int location();

    long occurredAtMicros();

    Lines lines();

    /// A basket at a till, which counts its baskets.
    record Sale(long number, int location, int till, long sequence, long occurredAtMicros, Lines lines)
            implements StockEvent {}

    /// Somebody counted a few items, or everything before the first day.
    record Count(long number, int location, boolean opening, long occurredAtMicros, Lines lines)
            implements StockEvent {}
}
