package io.millrace.domain.demand;

import java.time.Duration;
import java.time.LocalDate;

/// How long a trading day is waited for.
///
/// @param closeAfter how long after its end a day is closed although not every till was heard
/// @param sealAfter how long after its end a day no longer changes
public record DayRules(Duration closeAfter, Duration sealAfter) {
    public static final DayRules DEFAULT = new DayRules(Duration.ofDays(1), Duration.ofDays(14));

    public DayRules {
        if (closeAfter.isNegative() || sealAfter.compareTo(closeAfter) < 0) {
            throw new IllegalArgumentException("a day is closed at its end or later, and sealed no earlier than that: "
                    + closeAfter + " and " + sealAfter);
        }
    }

    public long closesAtSecond(Timetable timetable, LocalDate date) {
        return timetable.endSecond(date) + closeAfter.toSeconds();
    }

    /// What was recorded at this moment or later is too late for the day, whenever it is looked at.
    public long sealsAtSecond(Timetable timetable, LocalDate date) {
        return timetable.endSecond(date) + sealAfter.toSeconds();
    }

    /// The day a source booked an event on, unless it can't be: one that begins more than a day after the event was
    /// recorded is a clock gone wrong.
    public static boolean isCredible(Timetable timetable, LocalDate businessDate, long recordedAtSecond) {
        return !businessDate.isAfter(timetable.dayOf(recordedAtSecond).plusDays(1));
    }
}
