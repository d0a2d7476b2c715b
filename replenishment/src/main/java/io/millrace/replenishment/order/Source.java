package io.millrace.replenishment.order;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Where an item can be ordered: at a supplier or in a warehouse.
///
/// @param priority lower ones are asked first; equal ones compete by cost
/// @param validFrom the first day it can be ordered there
/// @param validUntil the last one
public record Source(String name, Kind kind, int priority, double unitCost, LocalDate validFrom, LocalDate validUntil) {
    /// What stands behind it.
    public enum Kind {
        SUPPLIER,
        WAREHOUSE
    }

    /// Stage 1 of an order: the source to use on a day; empty if there is none.
    public static Optional<Source> choose(List<Source> sources, LocalDate day) {
        return sources.stream()
                .filter(source -> !day.isBefore(source.validFrom) && !day.isAfter(source.validUntil))
                .min(Comparator.comparingInt(Source::priority)
                        .thenComparingDouble(Source::unitCost)
                        .thenComparing(Source::name));
    }
}
