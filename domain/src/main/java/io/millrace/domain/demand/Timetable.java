package io.millrace.domain.demand;

import io.millrace.domain.demand.OpenTimes.Stretch;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The trading days of a location, which follow each other without gap or overlap, whatever clocks and catalogues do.
///
/// A change of the hours, the time zone or the cut-over holds for days that have not begun; a day that has begun keeps
/// its begin, and lasts until the next one begins.
///
/// @param versions what holds from which day on, in order; the first holds for all days before the second
public record Timetable(List<Version> versions) {
    /// What holds from a day on.
    public record Version(LocalDate from, LocationHours hours) {}

    public Timetable {
        versions = List.copyOf(versions);
        if (versions.isEmpty()) {
            throw new IllegalArgumentException("a timetable needs hours that hold from the first day on");
        }
    }

    public static Timetable of(LocationHours hours) {
        return new Timetable(List.of(new Version(LocalDate.EPOCH, hours)));
    }

    /// The same with other hours, which were learnt at a moment.
    public Timetable changed(LocationHours hours, long nowSecond) {
        if (versions.getLast().hours.equals(hours)) {
            return this;
        }
        LocalDate from = dayOf(nowSecond).plusDays(1);
        while (hours.startSeconds(from) < nowSecond || hours.startSeconds(from) <= startSecond(from.minusDays(1))) {
            from = from.plusDays(1);
        }
        List<Version> changed = new ArrayList<>();
        for (Version version : versions) {
            if (changed.isEmpty() || version.from.isBefore(from)) {
                changed.add(version);
            }
        }
        changed.add(new Version(from, hours));
        return new Timetable(changed);
    }

    /// The same without what only held before a day.
    public Timetable forgetBefore(LocalDate date) {
        int first = 0;
        while (first + 1 < versions.size() && !versions.get(first + 1).from.isAfter(date)) {
            first++;
        }
        return first == 0 ? this : new Timetable(versions.subList(first, versions.size()));
    }

    private LocationHours hoursOf(LocalDate date) {
        LocationHours hours = versions.getFirst().hours;
        for (Version version : versions) {
            hours = version.from.isAfter(date) ? hours : version.hours;
        }
        return hours;
    }

    public long startSecond(LocalDate date) {
        return hoursOf(date).startSeconds(date);
    }

    /// The first moment that is no longer part of the day.
    public long endSecond(LocalDate date) {
        return startSecond(date.plusDays(1));
    }

    /// The trading day a moment is part of.
    public LocalDate dayOf(long second) {
        LocalDate date = Instant.ofEpochSecond(second)
                .atOffset(ZoneOffset.UTC)
                .toLocalDate()
                .plusDays(2);
        while (startSecond(date) > second) {
            date = date.minusDays(1);
        }
        return date;
    }

    /// When the location is open on a trading day; empty if nobody said.
    ///
    /// Hours belong to the trading day they fall into: those of a Saturday's first hours to Friday, if its day ends
    /// later.
    ///
    /// @param special days of the calendar on which the usual does not hold
    public Optional<OpenTimes> openTimes(LocalDate date, Map<LocalDate, SpecialDay> special) {
        LocationHours hours = hoursOf(date);
        if (hours.weekly().isEmpty()
                && special.getOrDefault(date, SpecialDay.USUAL).isUsual()) {
            return Optional.empty();
        }
        List<Stretch> stretches = new ArrayList<>();
        for (LocalDate begin = date.minusDays(1); !begin.isAfter(date.plusDays(2)); begin = begin.plusDays(1)) {
            for (Opening opening : openings(hours, begin, special.getOrDefault(begin, SpecialDay.USUAL))) {
                LocalDate end = opening.endsNextDay() ? begin.plusDays(1) : begin;
                stretches.add(new Stretch(hours.seconds(begin, opening.from()), hours.seconds(end, opening.to())));
            }
        }
        return Optional.of(OpenTimes.within(startSecond(date), endSecond(date), stretches));
    }

    private static List<Opening> openings(LocationHours hours, LocalDate date, SpecialDay special) {
        if (special.isUsual()) {
            return hours.openings(date);
        }
        return special.closed() ? List.of() : special.openings();
    }
}
