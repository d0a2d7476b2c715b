package io.millrace.domain;

import java.time.LocalDate;

/// One trading day of one item at one location; travels with its lane.
public record DayKey(ItemKey item, LocalDate date) implements RecordKey {
    static final String SHAPE = "tenant|location|item|date";

    public static DayKey of(String tenant, String location, String item, LocalDate date) {
        return new DayKey(ItemKey.of(tenant, location, item), date);
    }

    public static DayKey parse(String text) {
        String[] parts = RecordKey.split(text, 4, SHAPE);
        return of(parts[0], parts[1], parts[2], Identifiers.parseDate(parts[3], text));
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
        return item.text() + SEPARATOR + date;
    }

    @Override
    public String toString() {
        return text();
    }
}
