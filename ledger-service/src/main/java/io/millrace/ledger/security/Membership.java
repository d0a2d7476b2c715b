package io.millrace.ledger.security;

import io.millrace.domain.LocationId;
import io.millrace.domain.TenantId;
import io.millrace.ledger.http.Principal;
import io.millrace.ledger.http.Role;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/// What somebody may do in a tenant.
///
/// @param subject who it is, as the issuer of tokens calls them
/// @param locations where they may do it; empty is everywhere
/// @param version counts its changes, from 1
public record Membership(
        TenantId tenant,
        String subject,
        Set<Role> roles,
        Optional<Set<LocationId>> locations,
        int version,
        Trace added,
        Trace changed) {
    public Membership {
        roles = Set.copyOf(roles);
        locations = locations.map(Set::copyOf);
        if (roles.isEmpty() || !Role.ofTenants().containsAll(roles)) {
            throw new IllegalArgumentException("a member of " + tenant + " can't have the roles " + roles);
        }
    }

    /// Who did something, and when.
    public record Trace(String by, Instant at) {}

    /// The same, added when and by whom the other was.
    Membership addedAs(Membership before) {
        return new Membership(tenant, subject, roles, locations, version, before.added, changed);
    }

    boolean isAdmin() {
        return roles.contains(Role.ADMIN);
    }

    /// Somebody who holds a token, in this tenant. A token that is for some locations is for them only here too.
    Principal principal(Holder holder) {
        Set<Role> held = EnumSet.copyOf(roles);
        if (holder.isOperator()) {
            held.add(Role.OPERATOR);
        }
        return new Principal(holder.subject(), tenant, held, holder.keyId(), both(locations, holder.locations()));
    }

    private static Optional<Set<LocationId>> both(Optional<Set<LocationId>> one, Optional<Set<LocationId>> other) {
        if (one.isEmpty() || other.isEmpty()) {
            return one.or(() -> other);
        }
        Set<LocationId> both = new HashSet<>(one.get());
        both.retainAll(other.get());
        return Optional.of(both);
    }
}
