package io.millrace.ledger.security;

import io.millrace.domain.TenantId;
import java.util.Locale;
import java.util.Objects;

/// A tenant of the installation, as whoever runs it sees it.
///
/// @param name what people call it
/// @param version counts its changes, from 1
public record Tenant(
        TenantId id,
        String name,
        State state,
        TenantLimits limits,
        int version,
        Membership.Trace created,
        Membership.Trace changed) {
    public Tenant {
        Objects.requireNonNull(state);
    }

    /// Whether it may be used.
    public enum State {
        ACTIVE,
        SUSPENDED;

        /// As it stands in documents.
        String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        static State of(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT));
        }
    }

    boolean isSuspended() {
        return state == State.SUSPENDED;
    }

    /// The next version, with other limits.
    Tenant with(TenantLimits other, Membership.Trace now) {
        return new Tenant(id, name, state, other, version + 1, created, now);
    }

    /// The next version, in another state.
    Tenant with(State other, Membership.Trace now) {
        return new Tenant(id, name, other, limits, version + 1, created, now);
    }
}
