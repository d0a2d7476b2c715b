package io.millrace.ledger.observe;

import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.List;

/// What a service tells of itself to those who run it.
///
/// @param meters the parts that are measured; whoever adds a part adds what measures it here
/// @param traces stay the caller's to close
public record Observation(List<MeterBinder> meters, Traces traces) {
    public Observation {
        meters = List.copyOf(meters);
    }

    /// Nothing beyond requests, the JVM and the process.
    public static Observation least() {
        return new Observation(List.of(), Traces.off());
    }
}
