package io.millrace.domain;

/// An item as the tenant numbers it: what is counted, sold and ordered.
public record Sku(String value) {
    public Sku {
        Identifiers.check(value, "item");
    }

    public static Sku of(String value) {
        return new Sku(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
