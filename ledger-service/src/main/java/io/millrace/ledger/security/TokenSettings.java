package io.millrace.ledger.security;

import java.net.URI;
import java.time.Duration;

/// Whose tokens are believed, and where in them is what we need.
///
/// @param issuer what `iss` must be, to the letter
/// @param audience what must be among `aud`: a token for another service is not for us
/// @param keys where the issuer's public keys are (JWKS): an `https` or `http` URL, or a file
/// @param clockSkew how far the issuer's clock may be off
/// @param claims the names of the claims that we read
public record TokenSettings(String issuer, String audience, URI keys, Duration clockSkew, Claims claims) {
    private static final Duration SKEW_MAX = Duration.ofMinutes(5);

    public TokenSettings {
        if (issuer.isBlank() || audience.isBlank()) {
            throw new IllegalArgumentException("issuer and audience must be named: without them any token would do");
        }
        if (clockSkew.isNegative() || clockSkew.compareTo(SKEW_MAX) > 0) {
            throw new IllegalArgumentException("clocks may be off by 0 to 300 seconds, this is " + clockSkew);
        }
    }

    /// The names of claims; a dot leads into an object, as in `realm_access.roles`.
    ///
    /// @param tenant the tenant's id
    /// @param roles a list, or words in one text
    /// @param locations a list, or words in one text; a token without it is for all locations
    public record Claims(String tenant, String roles, String locations) {
        public static final Claims STANDARD = new Claims("tenant", "roles", "locations");
    }
}
