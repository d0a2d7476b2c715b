package io.millrace.domain;

/// One customer of the installation. Everything is owned by exactly one tenant.
public record TenantId(String value) {
    public TenantId {
        Identifiers.check(value, "tenant");
    }

    public static TenantId of(String value) {
        return new TenantId(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
