package io.millrace.ledger.security;

import com.nimbusds.jwt.JWTClaimsSet;
import io.millrace.domain.LocationId;
import io.millrace.domain.TenantId;
import io.millrace.ledger.http.Principal;
import io.millrace.ledger.http.Role;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What the claims of a token that was found good say about its holder.
record ClaimReader(TokenSettings.Claims names) {
    /// Whoever holds it, where what they may do is not for the token to say.
    ///
    /// @throws io.millrace.ledger.http.ProblemException if it does not say who that is
    Holder holder(JWTClaimsSet claims, Optional<String> keyId) {
        return new Holder(subject(claims), roles(claims).contains(Role.OPERATOR), keyId, locations(claims));
    }

    /// Who holds it. Roles that we don't know are somebody else's and count for nothing.
    ///
    /// @throws io.millrace.ledger.http.ProblemException if it does not say whose data it is for
    Principal principal(JWTClaimsSet claims, Optional<String> keyId) {
        Set<Role> roles = roles(claims);
        if (roles.contains(Role.OPERATOR) && find(claims, names.tenant()) == null) {
            return holder(claims, keyId).elsewhere();
        }
        return new Principal(subject(claims), tenant(claims), roles, keyId, locations(claims));
    }

    private static String subject(JWTClaimsSet claims) {
        String subject = claims.getSubject();
        if (subject == null || subject.isBlank()) {
            throw Refusals.invalid("The token does not say whom it is for: it has no claim sub.");
        }
        return subject;
    }

    private TenantId tenant(JWTClaimsSet claims) {
        if (find(claims, names.tenant()) instanceof String text) {
            try {
                if (!text.equals(Principal.INSTALLATION.value())) {
                    return TenantId.of(text);
                }
            } catch (IllegalArgumentException malformed) {
                throw Refusals.invalid("The token's claim " + names.tenant() + " is not the id of a tenant.");
            }
        }
        throw Refusals.invalid("The token does not say whose data it is for: it has no claim " + names.tenant() + ".");
    }

    private Set<Role> roles(JWTClaimsSet claims) {
        Set<Role> roles = EnumSet.noneOf(Role.class);
        words(find(claims, names.roles())).forEach(word -> Role.of(word).ifPresent(roles::add));
        return roles;
    }

    /// A claim that is there and is not as it should be must not mean everywhere.
    private Optional<Set<LocationId>> locations(JWTClaimsSet claims) {
        Object claim = find(claims, names.locations());
        if (claim == null) {
            return Optional.empty();
        }
        if (!(claim instanceof String) && !(claim instanceof Collection<?>)) {
            throw Refusals.invalid("The token's claim " + names.locations() + " is not a list of locations.");
        }
        Set<LocationId> locations = new HashSet<>();
        for (String word : words(claim)) {
            try {
                locations.add(LocationId.of(word));
            } catch (IllegalArgumentException malformed) {
                throw Refusals.invalid(
                        "The token's claim " + names.locations() + " has something that is no location.");
            }
        }
        return Optional.of(locations);
    }

    private static @Nullable Object find(JWTClaimsSet claims, String path) {
        Object whole = claims.getClaim(path);
        if (whole != null || path.indexOf('.') < 0) {
            return whole;
        }
        Object at = claims.getClaims();
        for (String name : List.of(path.split("\\.", -1))) {
            if (!(at instanceof Map<?, ?> object)) {
                return null;
            }
            at = object.get(name);
        }
        return at;
    }

    private static List<String> words(@Nullable Object claim) {
        return switch (claim) {
            case String text -> List.of(text.strip().split("\\s+", -1));
            case Collection<?> list -> list.stream().map(String::valueOf).toList();
            case null, default -> List.of();
        };
    }
}
