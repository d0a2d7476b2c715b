package io.millrace.embedded;

import io.micrometer.core.instrument.binder.MeterBinder;
import io.millrace.ledger.HealthCheck;
import io.millrace.ledger.http.Endpoint;
import java.util.List;

/// A part of a node, as the service shows it.
interface Part {
    /// What it answers, beside what others do.
    ///
    /// @param others the endpoints of the parts before it, which it may add to
    default List<Endpoint> with(List<Endpoint> others) {
        return others;
    }

    /// How it is.
    List<HealthCheck> checks();

    /// What measures it.
    List<MeterBinder> meters();
}
