package io.millrace.ledger.security;

import io.millrace.domain.TenantId;
import io.millrace.ledger.http.Answered;
import io.millrace.ledger.http.Caller;
import io.millrace.ledger.http.Guard;
import io.millrace.ledger.http.Principal;
import io.millrace.ledger.http.Tenancy;
import java.util.Optional;

/// Lets everybody in as whoever they say, for a service that this machine alone can reach. What is changed is written
/// down all the same.
public final class OpenGate implements Guard {
    private final Guard tenancy;
    private final Audit audit;

    /// @param fallback whose data a request is about that names no tenant
    public OpenGate(Optional<TenantId> fallback, Audit audit) {
        this.tenancy = Tenancy.byHeader(fallback);
        this.audit = audit;
    }

    @Override
    public Principal identify(Caller caller) {
        return tenancy.identify(caller);
    }

    @Override
    public void ended(Answered answered) {
        audit.ended(answered);
    }
}
