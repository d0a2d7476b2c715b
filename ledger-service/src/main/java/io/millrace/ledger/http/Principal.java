package io.millrace.ledger.http;

import io.millrace.domain.LocationId;
import io.millrace.domain.TenantId;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/// Who asks, for whom, and what they may.
///
/// @param subject the user, service or key
/// @param tenant whose data they see; nobody sees that of two at once
/// @param keyId the API key it was, or the key the token was signed with
/// @param locations where they may act and look; empty is everywhere
public record Principal(
        String subject, TenantId tenant, Set<Role> roles, Optional<String> keyId, Optional<Set<LocationId>> locations) {
    /// Whose audit it belongs to what is done for no tenant. No tenant may have this name.
    public static final TenantId INSTALLATION = TenantId.of("_installation");

    public Principal {
        roles = Set.copyOf(roles);
        locations = locations.map(Set::copyOf);
    }

    /// Somebody who need not say who they are, where that is allowed: everything within one tenant.
    public static Principal unnamed(TenantId tenant) {
        return new Principal("anonymous", tenant, EnumSet.allOf(Role.class), Optional.empty(), Optional.empty());
    }

    boolean holdsAny(Set<Role> wanted) {
        return roles.stream().anyMatch(wanted::contains);
    }

    /// Refuses what is about another place than theirs.
    ///
    /// @throws ProblemException if they may not act there
    public void require(LocationId location) {
        if (locations.isPresent() && !locations.get().contains(location)) {
            throw new ProblemException(Problem.of(
                    ProblemType.FORBIDDEN, "This key or token is not for location " + location + ". Use one that is."));
        }
    }
}
