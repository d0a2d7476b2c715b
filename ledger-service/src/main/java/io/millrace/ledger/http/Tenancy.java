package io.millrace.ledger.http;

import io.millrace.domain.TenantId;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Whose data a request is about. The one seam that knows; until requests carry tokens, a header says it.
@FunctionalInterface
public interface Tenancy {
    /// The header that names the tenant.
    String HEADER = "Millrace-Tenant";

    /// The tenant of a request.
    ///
    /// @param header the first value of a header of the request, by its name
    /// @throws ProblemException if the request names none or none that is served
    TenantId of(Function<String, Optional<String>> header);

    /// The header says it, and without the header it is this one.
    static Tenancy byHeader(Optional<TenantId> fallback) {
        return header -> header.apply(HEADER)
                .map(Tenancy::named)
                .or(() -> fallback)
                .orElseThrow(() -> new ProblemException(Problem.of(
                        ProblemType.TENANT_MISSING,
                        "The request does not say whose data it is about: send the header " + HEADER
                                + ", or configure http.tenant.default if there is one tenant only.")));
    }

    private static TenantId named(String name) {
        try {
            return TenantId.of(name);
        } catch (IllegalArgumentException malformed) {
            throw new ProblemException(Problem.invalid(List.of(new InvalidField(HEADER, malformed.getMessage()))));
        }
    }
}
