package io.millrace.domain;

/// One order of one location; travels with its lane.
public record OrderKey(LaneKey lane, String orderId) implements RecordKey {
    static final String SHAPE = "tenant|location|order";

    public OrderKey {
        Identifiers.check(orderId, "order");
    }

    public static OrderKey of(String tenant, String location, String orderId) {
        return new OrderKey(LaneKey.of(tenant, location), orderId);
    }

    public static OrderKey parse(String text) {
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
        return lane.text() + SEPARATOR + orderId;
    }

    @Override
    public String toString() {
        return text();
    }
}
