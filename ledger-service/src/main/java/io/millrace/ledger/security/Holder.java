package io.millrace.ledger.security;

import io.millrace.domain.LocationId;
import io.millrace.ledger.http.Principal;
import io.millrace.ledger.http.Role;
import java.util.Optional;
import java.util.Set;

/// Who holds a token that was found good, before it is known for which tenant they ask.
///
/// @param subject who it is, at the issuer; the same in every tenant
/// @param isOperator whether they run the installation
/// @param keyId the key the token was signed with
/// @param locations where the token may be used; empty is everywhere
record Holder(String subject, boolean isOperator, Optional<String> keyId, Optional<Set<LocationId>> locations) {
    Holder {
        locations = locations.map(Set::copyOf);
    }

    /// Them, in no tenant.
    Principal elsewhere() {
        return new Principal(
                subject, Principal.INSTALLATION, isOperator ? Set.of(Role.OPERATOR) : Set.of(), keyId, locations);
    }
}
