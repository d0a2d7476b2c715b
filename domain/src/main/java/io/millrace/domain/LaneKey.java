package io.millrace.domain;

/// A lane: all stock of one location of one tenant, changed in one order by one writer.
public record LaneKey(TenantId tenant, LocationId location) implements RecordKey {
    static final String SHAPE = "tenant|location";

    public static LaneKey of(String tenant, String location) {
        return new LaneKey(TenantId.of(tenant), LocationId.of(location));
    }

    public static LaneKey parse(String text) {
        String[] parts = RecordKey.split(text, 2, SHAPE);
        return of(parts[0], parts[1]);
    }

    @Override
    public String routing() {
        return text();
    }

    @Override
    public String text() {
        return tenant.value() + SEPARATOR + location.value();
    }

    @Override
    public String toString() {
        return text();
    }
}
