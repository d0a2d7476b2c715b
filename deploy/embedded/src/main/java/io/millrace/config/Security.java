package io.millrace.config;

import java.net.URI;

/// Who may use our own HTTP service.
///
/// @param mode whether requests must prove who sent them
/// @param issuer whose tokens are believed
/// @param audience what must be among a token's `aud`
/// @param clockSkewSeconds how far the issuer's clock may be off
/// @param claims the names of the claims that say what we need
/// @param rolesFrom what says which roles whoever holds a token has
/// @param tenantRequestsPerSecond what a tenant may ask of this node
/// @param callerRequestsPerSecond what one key or user may ask of this node
public record Security(
        Mode mode,
        Issuer issuer,
        String audience,
        int clockSkewSeconds,
        Claims claims,
        RolesFrom rolesFrom,
        int tenantRequestsPerSecond,
        int callerRequestsPerSecond) {
    static final int SKEW_SECONDS_MAX = 300;
    static final int RATE_MAX = 1_000_000;

    /// Whether requests must prove who sent them.
    public enum Mode {
        TOKENS,
        OPEN
    }

    /// What says which roles whoever holds a token has.
    public enum RolesFrom {
        CLAIMS,
        MEMBERSHIPS
    }

    /// Whose tokens are believed.
    public sealed interface Issuer {
        /// This installation's own, with its key in the data folder.
        record Embedded() implements Issuer {}

        /// Another, such as Keycloak.
        ///
        /// @param name what its tokens have as `iss`
        /// @param keys where its public keys are: a URL or a file
        record External(String name, URI keys) implements Issuer {}
    }

    /// The names of claims.
    public record Claims(String tenant, String roles, String locations) {}

    public Security {
        Checks.notBlank("security.token.audience", audience);
        Checks.between("security.token.clock.skew.seconds", clockSkewSeconds, 0, SKEW_SECONDS_MAX);
        Checks.between("security.tenant.requests.per.second", tenantRequestsPerSecond, 1, RATE_MAX);
        Checks.between("security.caller.requests.per.second", callerRequestsPerSecond, 1, RATE_MAX);
    }
}
