package io.millrace.domain.demand;

import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;

/// When the trading days of a location begin, and when it is open.
///
/// @param cutOver the local time at which its trading day changes
/// @param weekly when it is open; none means that nobody said so, which is not the same as closed
public record LocationHours(ZoneId zone, LocalTime cutOver, List<WeeklyOpening> weekly) {
    /// Of a location of which nobody said anything.
    public static final LocationHours UNKNOWN = new LocationHours(ZoneOffset.UTC, LocalTime.MIDNIGHT, List.of());

    public LocationHours {
        weekly = List.copyOf(weekly);
    }

    /// The moment a trading day begins. A cut-over that the clock leaps over comes when the clock has leapt, one that
    /// it shows twice comes the first time.
    long startSeconds(LocalDate date) {
        return seconds(date, cutOver);
    }

    long seconds(LocalDate date, LocalTime time) {
        return date.atTime(time).atZone(zone).toEpochSecond();
    }

    /// The hours that begin on a day of the calendar.
    List<Opening> openings(LocalDate date) {
        return weekly.stream()
                .filter(opening -> opening.day() == date.getDayOfWeek())
                .map(WeeklyOpening::opening)
                .toList();
    }
}
