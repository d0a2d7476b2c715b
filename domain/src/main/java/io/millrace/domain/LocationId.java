package io.millrace.domain;

/// A store, warehouse or distribution centre: wherever a tenant keeps stock.
public record LocationId(String value) {
    public LocationId {
        Identifiers.check(value, "location");
    }

    public static LocationId of(String value) {
        return new LocationId(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
