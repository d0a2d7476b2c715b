package io.millrace.ledger.http;

import io.millrace.domain.TenantId;
import java.util.Optional;

/// Whose data a request is about where nobody has to prove who they are: a header says it.
public final class Tenancy {
    /// The header that names the tenant.
    public static final String HEADER = "Millrace-Tenant";

    private Tenancy() {}

    /// The header says it, and without the header it is this one. For services that only this machine can reach.
    public static Guard byHeader(Optional<TenantId> fallback) {
        return caller -> Principal.unnamed(named(caller)
                .or(() -> fallback)
                .orElseThrow(() -> new ProblemException(Problem.of(
                        ProblemType.TENANT_MISSING,
                        "The request does not say whose data it is about: send the header " + HEADER
                                + ", or configure http.tenant.default if there is one tenant only."))));
    }

    /// The tenant that the header names, if there is one.
    ///
    /// @throws ProblemException if it is not the id of a tenant
    public static Optional<TenantId> named(Caller caller) {
        return caller.header().apply(HEADER).map(Tenancy::named);
    }

    private static TenantId named(String name) {
        try {
            return TenantId.of(name);
        } catch (IllegalArgumentException malformed) {
            throw ProblemException.invalid(HEADER, malformed.getMessage());
        }
    }
}
