package io.millrace.domain;

/// What one source says of one item at one location; travels with its lane.
public record SourceKey(ItemKey item, String source) implements RecordKey {
    static final String SHAPE = "tenant|location|item|source";

    public SourceKey {
        Identifiers.check(source, "source");
    }

    public static SourceKey of(String tenant, String location, String item, String source) {
        return new SourceKey(ItemKey.of(tenant, location, item), source);
    }

    public static SourceKey parse(String text) {
        String[] parts = RecordKey.split(text, 4, SHAPE);
        return of(parts[0], parts[1], parts[2], parts[3]);
    }

    @Override
    public TenantId tenant() {
        return item.tenant();
    }

    @Override
    public String routing() {
        return item.routing();
    }

    @Override
    public String text() {
        return item.text() + SEPARATOR + source;
    }

    @Override
    public String toString() {
        return text();
    }
}
