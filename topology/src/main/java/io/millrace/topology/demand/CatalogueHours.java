package io.millrace.topology.demand;

import io.millrace.domain.demand.LocationHours;
import io.millrace.domain.demand.Opening;
import io.millrace.domain.demand.SpecialDay;
import io.millrace.domain.demand.WeeklyOpening;
import io.millrace.events.catalog.Calendar;
import io.millrace.events.catalog.Location;
import io.millrace.events.catalog.WeeklyHours;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Hours as the catalogue has them, as demand reads them.
public final class CatalogueHours {
    private static final Logger LOG = LoggerFactory.getLogger(CatalogueHours.class);

    private CatalogueHours() {}

    /// When the trading days of a location begin, and when it is open; of one whose record is malformed, as of one of
    /// which nobody said anything.
    public static LocationHours of(Location location) {
        try {
            return new LocationHours(
                    ZoneId.of(location.timeZone()),
                    LocalTime.parse(location.dayCutOver()),
                    location.openingHours().stream().map(CatalogueHours::weekly).toList());
        } catch (DateTimeException malformed) {
            LOG.warn(
                    "Location {} of {} has days in UTC and no opening hours until its record is corrected: {}",
                    location.locationId(),
                    location.tenantId(),
                    malformed.getMessage());
            return LocationHours.UNKNOWN;
        }
    }

    private static WeeklyOpening weekly(WeeklyHours hours) {
        return new WeeklyOpening(DayOfWeek.of(hours.dayOfWeek()), opening(hours));
    }

    private static Opening opening(WeeklyHours hours) {
        return new Opening(LocalTime.parse(hours.from()), LocalTime.parse(hours.to()));
    }

    /// The days of a calendar on which the usual hours do not hold.
    public static Map<LocalDate, SpecialDay> specialDays(Calendar calendar) {
        Map<LocalDate, SpecialDay> days = new HashMap<>();
        for (io.millrace.events.catalog.SpecialDay day : calendar.specialDays()) {
            try {
                List<Opening> openings =
                        day.hours().stream().map(CatalogueHours::opening).toList();
                days.put(day.date(), new SpecialDay(day.closed(), openings));
            } catch (DateTimeException malformed) {
                LOG.warn(
                        "The usual hours hold on {} of calendar {} of {} until its record is corrected: {}",
                        day.date(),
                        calendar.calendarId(),
                        calendar.tenantId(),
                        malformed.getMessage());
            }
        }
        return days;
    }
}
