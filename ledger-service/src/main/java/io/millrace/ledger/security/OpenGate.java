package io.millrace.ledger.security;

import io.millrace.domain.TenantId;
import io.millrace.ledger.http.Answered;
import io.millrace.ledger.http.Caller;
import io.millrace.ledger.http.Endpoint;
import io.millrace.ledger.http.Guard;
import io.millrace.ledger.http.Principal;
import io.millrace.ledger.http.Tenancy;
import java.util.Optional;

/// Lets everybody in as whoever they say, for a service that this machine alone can reach. What is changed is written
/// down all the same.
public final class OpenGate implements Guard {
    private final Optional<TenantId> fallback;
    private final Guard tenancy;
    private final TenantRules rules;
    private final Audit audit;

    /// @param fallback whose data a request is about that names no tenant
    /// @param rules which tenants are suspended
    public OpenGate(Optional<TenantId> fallback, TenantRules rules, Audit audit) {
        this.rules = rules;
        this.fallback = fallback;
        this.tenancy = Tenancy.byHeader(fallback);
        this.audit = audit;
    }

    @Override
    public Principal identify(Caller caller) {
        return tenancy.identify(caller);
    }

    /// What is about no tenant needs none to be named.
    @Override
    public Principal recognise(Caller caller) {
        return Tenancy.named(caller).isPresent() || fallback.isPresent()
                ? identify(caller)
                : Principal.unnamed(Principal.INSTALLATION);
    }

    @Override
    public void admit(Principal principal, Caller caller, Endpoint endpoint) {
        if (endpoint.isTenants()) {
            rules.requireActive(principal);
        }
    }

    @Override
    public void ended(Answered answered) {
        audit.ended(answered);
    }
}
