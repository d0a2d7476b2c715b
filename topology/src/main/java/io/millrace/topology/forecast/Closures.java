package io.millrace.topology.forecast;

import io.millrace.domain.LaneKey;
import java.time.LocalDate;

/// When locations are closed, as the catalogue says. Safe for many threads.
@FunctionalInterface
public interface Closures {
    /// Nobody says anything.
    Closures NONE = (_, _) -> false;

    /// Whether a location is closed for all of a trading day; false if nobody says.
    boolean isClosed(LaneKey lane, LocalDate date);
}
