package io.millrace.topology.forecast;

import io.millrace.domain.TenantId;
import io.millrace.topology.forecast.rules.Absent;
import io.millrace.topology.forecast.rules.Candidate;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// What can be forecast, as this node knows it. Safe for many threads.
public interface Panel {
    /// As of when all of it is known; empty until all was read once.
    Optional<Instant> asOf();

    /// Whose series there are.
    Collection<TenantId> tenants();

    /// Whether days were closed or changed that forecasts have not seen, and no more seem to come.
    boolean isStale(TenantId tenant);

    /// Every series of a tenant.
    List<Candidate> series(TenantId tenant);

    /// What is known of a tenant and cannot be forecast.
    Collection<Absent> absent(TenantId tenant);
}
