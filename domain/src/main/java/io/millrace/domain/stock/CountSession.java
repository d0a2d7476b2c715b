package io.millrace.domain.stock;

import io.millrace.domain.Sku;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// A count that is going on, or was.
///
/// @param counted what has been counted so far
public record CountSession(
        StockEvent.CountScope scope, boolean opening, Set<Sku> counted, boolean closed, long changedAtMicros) {
    public CountSession {
        counted = Set.copyOf(counted);
    }

    CountSession withCounted(List<Sku> items, long atMicros) {
        Set<Sku> all = new HashSet<>(counted);
        all.addAll(items);
        return new CountSession(scope, opening, all, closed, atMicros);
    }

    CountSession close(long atMicros) {
        return new CountSession(scope, opening, Set.of(), true, atMicros);
    }
}
