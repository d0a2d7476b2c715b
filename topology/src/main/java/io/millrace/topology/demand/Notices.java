package io.millrace.topology.demand;

import io.millrace.domain.LaneKey;
import io.millrace.domain.demand.LocationHours;
import io.millrace.domain.demand.Timetable;
import io.millrace.events.catalog.Assortment;
import io.millrace.events.catalog.Calendar;
import io.millrace.events.catalog.CatalogNotice;
import io.millrace.events.catalog.Location;
import io.millrace.events.catalog.Policy;
import io.millrace.events.catalog.Promotion;
import io.millrace.events.catalog.Tenant;
import io.millrace.events.catalog.Till;
import io.millrace.schemas.wire.LanePartitioner;
import io.millrace.topology.demand.state.DemandLane;
import io.millrace.topology.demand.state.DemandState;
import io.millrace.topology.demand.state.TillSpan;
import java.time.LocalDate;
import java.util.Map;
import java.util.function.Consumer;

/// What the catalogue tells lanes, as far as demand needs it: where they are, when they are open, which tills they
/// have.
final class Notices {
    private static final String SEPARATOR = "|";

    private final DemandState state;
    private final int partition;
    private final int partitions;
    private final Consumer<DemandLane> located;

    /// Reads notices into a state.
    ///
    /// @param located hears of each lane when its location becomes known
    Notices(DemandState state, int partition, int partitions, Consumer<DemandLane> located) {
        this.state = state;
        this.partition = partition;
        this.partitions = partitions;
        this.located = located;
    }

    /// Takes in one notice.
    ///
    /// @param atSecond when the catalogue told
    void take(CatalogNotice notice, long atSecond) {
        CatalogNotice.Body body = notice.body();
        if (notice.removed() || body == null) {
            remove(notice);
            return;
        }
        switch (body) {
            case Location location -> locate(location, atSecond);
            case Calendar calendar ->
                state.calendar(calendar.tenantId(), calendar.calendarId(), CatalogueHours.specialDays(calendar));
            case Till till -> till(till);
            case Assortment _, Promotion _, Policy _, Tenant _ -> {
                // Demand does not depend on them.
            }
        }
    }

    /// A location that is gone keeps its trading days: its last sales may still come.
    private void remove(CatalogNotice notice) {
        switch (notice.kind()) {
            case CALENDAR -> state.calendar(notice.tenantId(), notice.id(), Map.of());
            case TILL -> removeTill(notice);
            case LOCATION, ITEM, SUPPLIER, SUPPLIER_TERM, ASSORTMENT, PROMOTION, POLICY, TENANT, UNKNOWN -> {
                // Demand does not depend on them.
            }
        }
    }

    private void removeTill(CatalogNotice notice) {
        int cut = notice.id().indexOf(SEPARATOR);
        if (cut > 0) {
            LaneKey lane = LaneKey.of(notice.tenantId(), notice.id().substring(0, cut));
            if (isHere(lane)) {
                state.lane(lane).till(notice.id().substring(cut + 1), TillSpan.NONE);
            }
        }
    }

    private void till(Till till) {
        LaneKey lane = LaneKey.of(till.tenantId(), till.locationId());
        if (isHere(lane)) {
            LocalDate last = till.activeTo();
            state.lane(lane)
                    .till(
                            till.till(),
                            new TillSpan(
                                    Math.toIntExact(till.activeFrom().toEpochDay()),
                                    last == null ? TillSpan.OPEN_END : Math.toIntExact(last.toEpochDay())));
        }
    }

    private boolean isHere(LaneKey lane) {
        return LanePartitioner.partition(lane, partitions) == partition;
    }

    private void locate(Location location, long atSecond) {
        LaneKey key = LaneKey.of(location.tenantId(), location.locationId());
        if (!isHere(key)) {
            return;
        }
        DemandLane lane = state.lane(key);
        LocationHours hours = CatalogueHours.of(location);
        Timetable timetable = lane.timetableIfKnown()
                .map(known -> known.changed(hours, atSecond))
                .orElseGet(() -> Timetable.of(hours));
        String calendarId = location.calendarId();
        lane.locate(timetable, calendarId == null ? "" : calendarId);
        located.accept(lane);
    }
}
