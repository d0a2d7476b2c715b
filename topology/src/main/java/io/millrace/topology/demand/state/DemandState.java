package io.millrace.topology.demand.state;

import io.millrace.domain.LaneKey;
import io.millrace.domain.demand.DayRules;
import io.millrace.domain.demand.SpecialDay;
import io.millrace.schemas.avro.AvroReader;
import io.millrace.topology.segments.Cell;
import io.millrace.topology.segments.SegmentedStore;
import io.millrace.topology.segments.Slot;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Everything the demand application remembers in one partition.
public final class DemandState implements SegmentedStore.Content {
    private final DayRules rules;
    private final Map<String, DemandLane> lanes = new HashMap<>();
    private final Map<String, Map<String, Cell<String, Map<LocalDate, SpecialDay>>>> calendars = new HashMap<>();
    private Consumer<Slot<?, ?>> touched = _ -> {};

    public DemandState(DayRules rules) {
        this.rules = rules;
    }

    /// Sets who hears of every slot that changes, and who of those that are forgotten; what the log had kept for too
    /// long is forgotten now.
    public void begin(Consumer<Slot<?, ?>> listener, Consumer<Slot<?, ?>> forgotten) {
        touched = listener;
        lanes.values().forEach(lane -> LaneLog.finish(lane, forgotten));
    }

    public Collection<DemandLane> lanes() {
        return lanes.values();
    }

    /// The lane of a key, if anything is known of it.
    public @Nullable DemandLane laneIfKnown(String key) {
        return lanes.get(key);
    }

    /// The lane of a key, made if need be.
    public DemandLane lane(LaneKey key) {
        return lanes.computeIfAbsent(
                key.text(),
                _ -> new DemandLane(
                        key,
                        rules,
                        slot -> touched.accept(slot),
                        calendarId -> specialDays(key.tenant().value(), calendarId)));
    }

    private Map<LocalDate, SpecialDay> specialDays(String tenant, String calendarId) {
        Cell<String, Map<LocalDate, SpecialDay>> known =
                calendars.getOrDefault(tenant, Map.of()).get(calendarId);
        return known == null ? Map.of() : known.value();
    }

    /// Takes in a tenant's calendar; its lanes count the minutes of their open days anew.
    public void calendar(String tenant, String calendarId, Map<LocalDate, SpecialDay> days) {
        Cell<String, Map<LocalDate, SpecialDay>> slot = calendarSlot(tenant, calendarId);
        slot.value(Map.copyOf(days));
        touched.accept(slot);
        for (DemandLane lane : lanes.values()) {
            if (lane.isLocated()
                    && lane.key().tenant().value().equals(tenant)
                    && lane.facts().calendarId().equals(calendarId)) {
                lane.refreshDays();
            }
        }
    }

    private Cell<String, Map<LocalDate, SpecialDay>> calendarSlot(String tenant, String calendarId) {
        return calendars
                .computeIfAbsent(tenant, _ -> new HashMap<>())
                .computeIfAbsent(calendarId, missing -> new Cell<>(DemandKinds.CALENDAR, tenant, missing, Map.of()));
    }

    @Override
    public Slot<?, ?> restore(int tag, String scope, AvroReader in) {
        if (tag == DemandKinds.CALENDAR.tag()) {
            Cell<String, Map<LocalDate, SpecialDay>> slot = calendarSlot(scope, DemandKinds.CALENDAR.readKey(in));
            slot.value(DemandKinds.CALENDAR.readValue(in));
            return slot;
        }
        DemandLane known = lanes.get(scope);
        return LaneLog.restore(known == null ? lane(LaneKey.parse(scope)) : known, tag, in);
    }

    @Override
    public void clear() {
        lanes.clear();
        calendars.clear();
    }
}
