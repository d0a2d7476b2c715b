package io.millrace.topology.catalog.rules;

import io.millrace.events.catalog.Assortment;
import io.millrace.events.catalog.Calendar;
import io.millrace.events.catalog.CatalogKind;
import io.millrace.events.catalog.Location;
import io.millrace.events.catalog.LocationType;
import io.millrace.events.catalog.SpecialDay;
import io.millrace.events.catalog.Till;
import io.millrace.events.catalog.TillNumbering;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.Set;

/// What locations, their tills, their assortments and calendars must be.
final class PlaceRules {
    private PlaceRules() {}

    static void check(Location location, Findings findings) {
        findings.name(location.name(), "name");
        findings.require(location.type() != LocationType.UNKNOWN, "type", "it must be STORE, WAREHOUSE or DC");
        findings.zone(location.timeZone(), "timeZone");
        findings.time(location.dayCutOver(), "dayCutOver");
        findings.currency(location.currency(), "currency");
        findings.hours(location.openingHours(), "openingHours");
        for (int i = 0; i < location.temperatureZones().size(); i++) {
            findings.name(location.temperatureZones().get(i), "temperatureZones[" + i + "]");
        }
        findings.status(location.status(), "status");
        if (location.calendarId() != null) {
            findings.exists(CatalogKind.CALENDAR, location.calendarId(), "calendarId");
        }
        supplied(location, findings);
    }

    private static void supplied(Location location, Findings findings) {
        String by = location.suppliedBy();
        if (by == null) {
            return;
        }
        if (by.equals(location.locationId())) {
            findings.add(Reason.CIRCULAR, "suppliedBy", "a location can't supply itself; leave it empty");
        } else if (findings.exists(CatalogKind.LOCATION, by, "suppliedBy")) {
            Set<String> seen = new HashSet<>();
            Location next = findings.known().location(by);
            while (next != null && next.suppliedBy() != null && seen.add(next.locationId())) {
                if (next.suppliedBy().equals(location.locationId())) {
                    findings.add(
                            Reason.CIRCULAR,
                            "suppliedBy",
                            "'" + by + "' is itself supplied by '" + location.locationId()
                                    + "', directly or through others; name another");
                    return;
                }
                next = findings.known().location(next.suppliedBy());
            }
        }
    }

    static void check(Till till, Findings findings) {
        findings.identifier(till.till(), "till");
        findings.exists(CatalogKind.LOCATION, till.locationId(), "locationId");
        findings.require(till.numbering() != TillNumbering.UNKNOWN, "numbering", "it must be DENSE or SPARSE");
        findings.span(till.activeFrom(), till.activeTo(), "activeTo", "activeFrom");
    }

    static void check(Assortment assortment, Findings findings) {
        findings.exists(CatalogKind.LOCATION, assortment.locationId(), "locationId");
        findings.exists(CatalogKind.ITEM, assortment.itemId(), "itemId");
        findings.span(assortment.listedFrom(), assortment.listedTo(), "listedTo", "listedFrom");
        findings.notNegative(assortment.presentationMinimum(), "presentationMinimum");
        findings.positive(assortment.shelfCapacity(), "shelfCapacity");
        if (assortment.presentationMinimum() != null
                && assortment.shelfCapacity() != null
                && assortment.presentationMinimum().compareTo(assortment.shelfCapacity()) > 0) {
            findings.invalid(
                    "presentationMinimum",
                    "it is " + assortment.presentationMinimum() + ", more than the shelfCapacity "
                            + assortment.shelfCapacity());
        }
        source(assortment, findings);
        findings.optionalName(assortment.serviceClass(), "serviceClass");
        orderUnit(assortment, findings);
    }

    private static void source(Assortment assortment, Findings findings) {
        String source = assortment.sourceId();
        if (source == null || !findings.identifier(source, "sourceId")) {
            return;
        }
        findings.require(
                !source.equals(assortment.locationId()),
                "sourceId",
                "a location can't be its own source; name another");
        if (!findings.known().has(CatalogKind.SUPPLIER, source)
                && !findings.known().has(CatalogKind.LOCATION, source)) {
            findings.add(
                    Reason.UNKNOWN_REFERENCE,
                    "sourceId",
                    "there is no supplier and no location '" + source + "'; put it there first");
        }
    }

    private static void orderUnit(Assortment assortment, Findings findings) {
        String unit = assortment.orderUnit();
        var item = unit == null ? null : findings.known().item(assortment.itemId());
        if (unit == null || item == null) {
            return;
        }
        boolean handled = item.unitOfMeasure().equals(unit)
                || item.packs().stream().anyMatch(pack -> pack.unitOfMeasure().equals(unit));
        findings.require(
                handled,
                "orderUnit",
                "item " + item.itemId() + " has no unit '" + unit + "'; its own is " + item.unitOfMeasure()
                        + ", others are its packs");
    }

    static void check(Calendar calendar, Findings findings) {
        findings.name(calendar.name(), "name");
        findings.daysOfWeek(calendar.orderDays(), "orderDays");
        findings.daysOfWeek(calendar.deliveryDays(), "deliveryDays");
        Set<LocalDate> dates = new HashSet<>();
        for (int i = 0; i < calendar.specialDays().size(); i++) {
            SpecialDay day = calendar.specialDays().get(i);
            String at = "specialDays[" + i + "].";
            findings.require(
                    dates.add(day.date()), at + "date", day.date() + " is there already; each day is given once");
            findings.require(!day.closed() || day.hours().isEmpty(), at + "hours", "a day that is closed has no hours");
            for (int j = 0; j < day.hours().size(); j++) {
                int dayOfWeek = day.hours().get(j).dayOfWeek();
                findings.require(
                        dayOfWeek == day.date().getDayOfWeek().getValue(),
                        at + "hours[" + j + "].dayOfWeek",
                        "it is " + dayOfWeek + ", but " + day.date() + " is day "
                                + day.date().getDayOfWeek().getValue() + " of its week");
            }
            findings.hours(day.hours(), at + "hours");
        }
    }
}
