package io.millrace.ledger.http;

import java.util.Locale;
import java.util.Optional;
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
    ADMIN("keeps keys, users, master data and settings of the tenant, reads its audit; touches no stock");

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

    /// The role of this word, if there is one.
    public static Optional<Role> of(String word) {
        return Stream.of(values()).filter(role -> role.word().equals(word)).findFirst();
    }
}
