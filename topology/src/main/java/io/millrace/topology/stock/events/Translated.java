package io.millrace.topology.stock.events;

import io.millrace.domain.stock.StockEvent;

/// What a record says, in the rules' terms.
public sealed interface Translated {
    /// It says something.
    record Valid(StockEvent event) implements Translated {}

    /// A field says what can't be.
    record Invalid(String field, String detail) implements Translated {}
}
