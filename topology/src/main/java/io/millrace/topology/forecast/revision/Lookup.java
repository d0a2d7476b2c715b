package io.millrace.topology.forecast.revision;

import io.millrace.events.demand.Forecast;
import java.util.Optional;

/// Reads a forecast again where it is in its topic. Safe for many threads.
@FunctionalInterface
public interface Lookup {
    /// The forecast at an offset; empty if a newer one of its series has replaced it.
    Optional<Forecast> at(int partition, long offset);
}
