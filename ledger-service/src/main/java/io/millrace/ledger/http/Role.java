package io.millrace.ledger.http;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// What somebody may do. No role contains another: who needs several has several.
public enum Role {
    /// Sees everything and changes nothing.
    VIEWER("sees everything, changes nothing"),
    /// Keeps policies, orders and forecasts.
    PLANNER("plans: orders, policies, master data, forecasts, counts and transfers"),
    /// Approves what others planned.
    APPROVER("approves what was planned"),
    /// A till or a shop's system.
    POS("a till or a shop's system: reports what happens there, reserves, asks for stock"),
    /// Another system, or the people who keep master data and histories.
    DATA("another system: brings master data, events and forecasts in bulk, and reads them"),
    /// Keeps keys, users, master data and settings of the tenant; touches no stock.
    ADMIN("keeps keys, users, master data and settings of the tenant, reads its audit; touches no stock"),
    /// Runs the installation for all tenants. Comes from a token's claims and from nowhere else.
    OPERATOR("runs Millrace: makes, limits and suspends tenants; sees no tenant's data");

    private static final Set<Role> OF_TENANTS = Set.copyOf(EnumSet.complementOf(EnumSet.of(OPERATOR)));

    private final String meaning;

    Role(String meaning) {
        this.meaning = meaning;
    }

    /// As it stands in tokens and documents.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// What its holder may do, in a line.
    public String meaning() {
        return meaning;
    }

    /// The roles that somebody may have in a tenant: what a key or a membership may grant.
    public static Set<Role> ofTenants() {
        return OF_TENANTS;
    }

    /// A role that a key or a membership may grant.
    ///
    /// @throws IllegalArgumentException if there is none of this word, or it may not be granted
    public static Role granted(String word) {
        Role role = of(word).orElseThrow(() -> new IllegalArgumentException("'" + word + "' is no role"));
        if (!OF_TENANTS.contains(role)) {
            throw new IllegalArgumentException(
                    "'" + word + "' is for whoever runs Millrace; it comes from the issuer of tokens only");
        }
        return role;
    }

    /// The role of this word, if there is one.
    public static Optional<Role> of(String word) {
        return Stream.of(values()).filter(role -> role.word().equals(word)).findFirst();
    }
}
