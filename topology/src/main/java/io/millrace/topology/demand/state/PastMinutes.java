package io.millrace.topology.demand.state;

import io.millrace.domain.demand.SpecialDay;
import io.millrace.domain.demand.Timetable;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;

/// How long a lane was open on past days, worked out once for a load of history. Belongs to one thread.
final class PastMinutes {
    private static final int SECONDS_PER_MINUTE = 60;
    private static final int DAYS_KEPT = 2_000;

    private final Map<Integer, OptionalInt> byDay = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Integer, OptionalInt> eldest) {
            return size() > DAYS_KEPT;
        }
    };

    /// The hours are others now.
    void forget() {
        byDay.clear();
    }

    OptionalInt open(int epochDay, Timetable timetable, Map<LocalDate, SpecialDay> special) {
        OptionalInt known = byDay.get(epochDay);
        if (known == null) {
            known = timetable
                    .openTimes(LocalDate.ofEpochDay(epochDay), special)
                    .map(open -> OptionalInt.of(open.minutes()))
                    .orElse(OptionalInt.empty());
            byDay.put(epochDay, known);
        }
        return known;
    }

    static int length(int epochDay, Timetable timetable) {
        LocalDate date = LocalDate.ofEpochDay(epochDay);
        return Math.toIntExact((timetable.endSecond(date) - timetable.startSecond(date)) / SECONDS_PER_MINUTE);
    }
}
