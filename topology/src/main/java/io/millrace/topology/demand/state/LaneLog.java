package io.millrace.topology.demand.state;

import io.millrace.schemas.avro.AvroReader;
import io.millrace.topology.segments.Cell;
import io.millrace.topology.segments.FieldKind;
import io.millrace.topology.segments.Slot;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// How a lane comes back from its log.
final class LaneLog {
    private LaneLog() {}

    /// Forgets what was over when the log was written, and works out the rest.
    static void finish(DemandLane lane, Consumer<Slot<?, ?>> forgotten) {
        int sealedBefore = lane.facts().sealedBeforeDay();
        for (Item item : lane.items.values()) {
            ItemDay day = item.earliest();
            while (day != null && day.epochDay() < sealedBefore) {
                item.remove(day);
                forgotten.accept(day);
                day = item.earliest();
            }
        }
        List<Cell<Integer, LaneDay>> over =
                List.copyOf(lane.days.headMap(sealedBefore).values());
        over.forEach(forgotten);
        lane.days.headMap(sealedBefore).clear();
        if (lane.isLocated()) {
            lane.unpark(forgotten);
            lane.days.forEach((epochDay, slot) -> lane.refresh(epochDay, slot.value()));
        }
    }

    /// Takes in a slot that was read back, or its newer value.
    static Slot<?, ?> restore(DemandLane lane, int tag, AvroReader in) {
        return switch (tag) {
            case 1 -> {
                Item item = lane.item(DemandKinds.SHELF.readKey(in));
                item.shelfSlot().value(DemandKinds.SHELF.readValue(in));
                yield item.shelfSlot();
            }
            case 2 -> {
                ItemDate date = DemandKinds.ITEM_DAY.readKey(in);
                ItemDay day = lane.item(date.item()).day(date.epochDay());
                day.value(DemandKinds.ITEM_DAY.readValue(in));
                yield day;
            }
            case 3 -> restore(lane, lane.days, DemandKinds.LANE_DAY, in);
            case 4 -> restore(lane, lane.tills, DemandKinds.TILL, in);
            case 5 -> restore(lane, lane.parked, DemandKinds.PARKED, in);
            case 6 -> {
                DemandKinds.FACTS.readKey(in);
                lane.facts.value(DemandKinds.FACTS.readValue(in));
                yield lane.facts;
            }
            default ->
                throw new IllegalStateException(
                        "the state holds something of kind " + tag + ", which a newer Millrace wrote: start that one");
        };
    }

    private static <K, V> Slot<K, V> restore(
            DemandLane lane, Map<K, Cell<K, V>> slots, FieldKind<K, V> kind, AvroReader in) {
        K slotKey = kind.readKey(in);
        V value = kind.readValue(in);
        Cell<K, V> slot = slots.computeIfAbsent(slotKey, missing -> new Cell<>(kind, lane.scope(), missing, value));
        slot.value(value);
        return slot;
    }
}
