package io.millrace.domain;

import java.time.LocalDate;

/// One trading day of one till of a location; travels with its lane.
public record TillDayKey(LaneKey lane, String till, LocalDate date) implements RecordKey {
    static final String SHAPE = "tenant|location|till|date";

    public TillDayKey {
        Identifiers.check(till, "till");
    }

    public static TillDayKey of(String tenant, String location, String till, LocalDate date) {
        return new TillDayKey(LaneKey.of(tenant, location), till, date);
    }

    public static TillDayKey parse(String text) {
        String[] parts = RecordKey.split(text, 4, SHAPE);
        return of(parts[0], parts[1], parts[2], Identifiers.parseDate(parts[3], text));
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
        return lane.text() + SEPARATOR + till + SEPARATOR + date;
    }

    @Override
    public String toString() {
        return text();
    }
}
