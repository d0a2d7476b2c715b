package io.millrace.ledger.security;

import io.millrace.domain.LocationId;
import io.millrace.domain.TenantId;
import io.millrace.ledger.http.Principal;
import io.millrace.ledger.http.Role;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// What is known of an API key; its secret is not.
///
/// @param id the part of it that may be seen
/// @param name what it is for, in the words of who made it
/// @param locations where it may be used; empty is everywhere
/// @param times when it was made, and what became of it
public record ApiKey(
        String id,
        TenantId tenant,
        String name,
        Set<Role> roles,
        Optional<Set<LocationId>> locations,
        String createdBy,
        Times times) {
    public ApiKey {
        roles = Set.copyOf(roles);
        locations = locations.map(Set::copyOf);
    }

    /// The times of a key.
    ///
    /// @param lastUsedAt to the minute
    public record Times(
            Instant createdAt,
            Optional<Instant> expiresAt,
            Optional<Instant> revokedAt,
            Optional<Instant> lastUsedAt) {}

    boolean isGood(Instant now) {
        return times.revokedAt().isEmpty()
                && times.expiresAt().filter(end -> !now.isBefore(end)).isEmpty();
    }

    Principal principal() {
        Set<Role> granted = roles.stream().filter(Role.ofTenants()::contains).collect(Collectors.toSet());
        return new Principal("key:" + id, tenant, granted, Optional.of(id), locations);
    }
}
