package io.millrace.ledger.security;

import io.millrace.domain.TenantId;
import java.util.Optional;

/// A tenant as it is to be.
///
/// @param name what people call it
/// @param limits how much it may use
/// @param admin who is to be its first administrator, as the issuer of tokens calls them
/// @param adminKey whether there is to be an API key for an administrator
/// @param currency ISO 4217 code it reports in
/// @param timeZone the IANA time zone it reports in
/// @param kafkaPrincipal who writes its own topics at the broker, such as `User:acme`
public record TenantPlan(
        TenantId id,
        String name,
        TenantLimits limits,
        Optional<String> admin,
        AdminKey adminKey,
        String currency,
        String timeZone,
        String kafkaPrincipal) {
    /// Whether there is to be an API key for an administrator.
    public enum AdminKey {
        /// None is made.
        NONE,
        /// One is made unless one was made before that is good still.
        ONCE,
        /// One is made, and those made before are revoked.
        NEW
    }
}
