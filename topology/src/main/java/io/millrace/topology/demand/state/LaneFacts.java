package io.millrace.topology.demand.state;

import io.millrace.domain.demand.Timetable;
import java.util.Optional;

/// What is known of a lane as a whole.
///
/// @param timetable its trading days; empty while the catalogue has not told of the location
/// @param calendarId its calendar of special days; empty if it has none
/// @param sealedBeforeDay every day before this one is sealed
/// @param liveFromDay the first day the ledger itself told something of
/// @param tooLate how many lines told of demand on a day that was sealed before
/// @param keptOut how many loaded days were left out because the ledger had its own
public record LaneFacts(
        Optional<Timetable> timetable,
        String calendarId,
        int sealedBeforeDay,
        int liveFromDay,
        long tooLate,
        long keptOut) {
    static final LaneFacts NONE = new LaneFacts(Optional.empty(), "", Integer.MIN_VALUE, Integer.MAX_VALUE, 0, 0);

    LaneFacts located(Timetable changed, String calendar) {
        return new LaneFacts(Optional.of(changed), calendar, sealedBeforeDay, liveFromDay, tooLate, keptOut);
    }

    LaneFacts sealedBefore(int epochDay, Optional<Timetable> remembered) {
        return new LaneFacts(remembered, calendarId, epochDay, liveFromDay, tooLate, keptOut);
    }

    LaneFacts liveFrom(int epochDay) {
        return new LaneFacts(timetable, calendarId, sealedBeforeDay, epochDay, tooLate, keptOut);
    }

    LaneFacts counted(long late, long loaded) {
        return new LaneFacts(timetable, calendarId, sealedBeforeDay, liveFromDay, tooLate + late, keptOut + loaded);
    }
}
