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

    /// Whether it can be ordered there on a day.
    boolean isValid(LocalDate day) {
        return !day.isBefore(validFrom) && !day.isAfter(validUntil);
    }

    /// The source to use on a day; empty if there is none. `Sourcing` says why.
    public static Optional<Source> choose(List<Source> sources, LocalDate day) {
        return sources.stream()
                .filter(source -> source.isValid(day))
                .min(Comparator.comparingInt(Source::priority)
                        .thenComparingDouble(Source::unitCost)
                        .thenComparing(Source::name));
    }
}
