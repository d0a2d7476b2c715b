package io.millrace.domain;

/// A record of master data: its tenant and an id, which may itself have several parts (`supplier|item`).
public record CatalogKey(TenantId tenant, String id) implements RecordKey {
    static final String SHAPE = "tenant|id";

    public CatalogKey {
        for (String part : id.split("\\|", -1)) {
            Identifiers.check(part, "id");
        }
    }

    public static CatalogKey of(String tenant, String... idParts) {
        return new CatalogKey(TenantId.of(tenant), String.join(String.valueOf(SEPARATOR), idParts));
    }

    public static CatalogKey parse(String text) {
        int cut = text.indexOf(SEPARATOR);
        if (cut < 0) {
            throw new IllegalArgumentException("key '" + text + "' is not of the form " + SHAPE);
        }
        return new CatalogKey(TenantId.of(text.substring(0, cut)), text.substring(cut + 1));
    }

    /// A tenant's master data stays in one order, so that rules which look across records can be judged.
    @Override
    public String routing() {
        return tenant.value();
    }

    @Override
    public String text() {
        return tenant.value() + SEPARATOR + id;
    }

    @Override
    public String toString() {
        return text();
    }
}
