package io.millrace.topology.demand.state;

import io.millrace.topology.segments.Cell;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// An item of a lane: its shelf, and its open days, the earliest first.
public final class Item {
    private static final ItemDay[] NO_DAYS = {};

    private final DemandLane lane;
    private final Cell<String, Shelf> shelf;
    private ItemDay[] days = NO_DAYS;

    Item(DemandLane lane, String name) {
        this.lane = lane;
        this.shelf = new Cell<>(DemandKinds.SHELF, lane.scope(), name, new Shelf());
    }

    public String name() {
        return shelf.key();
    }

    public Shelf shelf() {
        return shelf.value();
    }

    Cell<String, Shelf> shelfSlot() {
        return shelf;
    }

    /// The open day of a date, if something happened on it.
    public @Nullable ItemDay dayIfKnown(int epochDay) {
        for (int i = days.length - 1; i >= 0; i--) {
            if (days[i].epochDay() == epochDay) {
                return days[i];
            }
        }
        return null;
    }

    ItemDay day(int epochDay) {
        ItemDay known = dayIfKnown(epochDay);
        return known == null ? add(new ItemDay(lane, this, epochDay)) : known;
    }

    private ItemDay add(ItemDay day) {
        int at = days.length;
        while (at > 0 && days[at - 1].epochDay() > day.epochDay()) {
            at--;
        }
        ItemDay[] more = Arrays.copyOf(days, days.length + 1);
        System.arraycopy(days, at, more, at + 1, days.length - at);
        more[at] = day;
        days = more;
        return day;
    }

    @Nullable
    ItemDay earliest() {
        return days.length == 0 ? null : days[0];
    }

    void remove(ItemDay day) {
        days = Arrays.stream(days).filter(kept -> kept != day).toArray(ItemDay[]::new);
        day.over();
    }

    /// The days from a date on change, because the stock they begin with does.
    void touchFrom(int epochDay) {
        for (int i = days.length - 1; i >= 0 && days[i].epochDay() >= epochDay; i--) {
            lane.touch(days[i]);
        }
    }

    /// The free stock when a day began: what there is now without what happened since.
    public long freeAtBegin(int epochDay) {
        long free = shelf().free();
        for (int i = days.length - 1; i >= 0 && days[i].epochDay() >= epochDay; i--) {
            free -= days[i].value().changes().net();
        }
        return free;
    }
}
