package io.millrace.domain;

/// One item at one location; travels with its lane.
public record ItemKey(LaneKey lane, Sku item) implements RecordKey {
    static final String SHAPE = "tenant|location|item";

    public static ItemKey of(String tenant, String location, String item) {
        return new ItemKey(LaneKey.of(tenant, location), Sku.of(item));
    }

    public static ItemKey parse(String text) {
        String[] parts = RecordKey.split(text, 3, SHAPE);
        return of(parts[0], parts[1], parts[2]);
    }

    @Override
    public TenantId tenant() {
        return lane.tenant();
    }

    @Override
    public String routing() {
        return lane.text();
    }

    @Override
    public String text() {
        return lane.text() + SEPARATOR + item.value();
    }

    @Override
    public String toString() {
        return text();
    }
}
