package io.millrace.topology.forecast.rules;

import io.millrace.domain.TenantId;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/// How challengers did beside what was served. Safe for many threads.
public interface Evidence {
    /// Nothing is known.
    Evidence NONE = new Evidence() {
        @Override
        public Map<String, Collection<Challenge.Day>> beside(TenantId tenant, String served, LocalDate after) {
            return Map.of();
        }

        @Override
        public Optional<LocalDate> lastDay(TenantId tenant) {
            return Optional.empty();
        }
    };

    /// The days on which each other method was scored beside the one that was served, by method.
    ///
    /// @param served only days on which this was the method that was served
    /// @param after only later days
    Map<String, Collection<Challenge.Day>> beside(TenantId tenant, String served, LocalDate after);

    /// The last day of a tenant on which anything was scored.
    Optional<LocalDate> lastDay(TenantId tenant);
}
