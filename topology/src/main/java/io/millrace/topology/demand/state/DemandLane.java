package io.millrace.topology.demand.state;

import io.millrace.domain.LaneKey;
import io.millrace.domain.demand.DayRules;
import io.millrace.domain.demand.SpecialDay;
import io.millrace.domain.demand.Timetable;
import io.millrace.schemas.avro.Bytes;
import io.millrace.topology.segments.Cell;
import io.millrace.topology.segments.Slot;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// One lane's demand, in memory. Whatever changes is told to the store.
public final class DemandLane {
    /// A day on which the time zone changes may have two days' hours.
    private static final long LONGEST_DAY_SECONDS = 3 * 24 * 3_600;

    private final LaneKey key;
    private final String scope;
    private final DayRules rules;
    private final Consumer<Slot<?, ?>> touched;
    private final Function<String, Map<LocalDate, SpecialDay>> calendars;
    final Map<String, Item> items = new HashMap<>();
    final TreeMap<Integer, Cell<Integer, LaneDay>> days = new TreeMap<>();
    final Map<String, Cell<String, TillSpan>> tills = new HashMap<>();
    final TreeMap<Long, Cell<Long, Bytes>> parked = new TreeMap<>();
    final Cell<Only, LaneFacts> facts;
    private final PastMinutes pastMinutes = new PastMinutes();
    private @Nullable Cell<Integer, LaneDay> lastDay;

    /// There is one of it in its scope.
    enum Only {
        ONE
    }

    /// @param touched hears of every slot that changes
    /// @param calendars the special days of the tenant's calendars, by their ids
    DemandLane(
            LaneKey key,
            DayRules rules,
            Consumer<Slot<?, ?>> touched,
            Function<String, Map<LocalDate, SpecialDay>> calendars) {
        this.key = key;
        this.scope = key.text();
        this.rules = rules;
        this.touched = touched;
        this.calendars = calendars;
        this.facts = new Cell<>(DemandKinds.FACTS, scope, Only.ONE, LaneFacts.NONE);
    }

    public LaneKey key() {
        return key;
    }

    String scope() {
        return scope;
    }

    public LaneFacts facts() {
        return facts.value();
    }

    void touch(Slot<?, ?> slot) {
        touched.accept(slot);
    }

    private void facts(LaneFacts changed) {
        facts.value(changed);
        touched.accept(facts);
    }

    public boolean isLocated() {
        return facts.value().timetable().isPresent();
    }

    private Timetable timetable() {
        return facts.value()
                .timetable()
                .orElseThrow(() -> new IllegalStateException("nobody told where " + key + " is"));
    }

    private Map<LocalDate, SpecialDay> specialDays() {
        return calendars.apply(facts.value().calendarId());
    }

    /// Takes in what the catalogue says of the location. Days that have begun keep their begin and their hours.
    public void locate(Timetable timetable, String calendarId) {
        facts(facts.value().located(timetable, calendarId));
        lastDay = null;
        refreshDays();
    }

    /// The calendar has changed, or the hours have: open days count their minutes anew.
    void refreshDays() {
        pastMinutes.forget();
        days.forEach((epochDay, slot) -> {
            boolean other = refresh(epochDay, slot.value());
            if (other) {
                touchDay(epochDay);
            }
        });
    }

    boolean refresh(int epochDay, LaneDay day) {
        var before = day.openTimes();
        boolean wasComplete = day.isComplete();
        Timetable timetable = timetable();
        LocalDate date = LocalDate.ofEpochDay(epochDay);
        day.times(
                timetable.startSecond(date),
                timetable.endSecond(date),
                rules.closesAtSecond(timetable, date),
                rules.sealsAtSecond(timetable, date),
                timetable.openTimes(date, specialDays()));
        day.complete(isComplete(epochDay, day));
        return !before.equals(day.openTimes()) || wasComplete != day.isComplete();
    }

    /// A day is complete when every till that is in use on it, or was heard on it, was heard to the end.
    private boolean isComplete(int epochDay, LaneDay day) {
        if (day.timedOut()) {
            return true;
        }
        boolean heardAll = day.tills().values().stream().allMatch(complete -> complete);
        boolean missesNone = tills.values().stream()
                .filter(till -> till.value().has(epochDay))
                .allMatch(till -> day.tills().containsKey(till.key()));
        return heardAll && missesNone && !day.tills().isEmpty();
    }

    /// A till is in use from one day to another.
    public void till(String till, TillSpan span) {
        Cell<String, TillSpan> slot =
                tills.computeIfAbsent(till, missing -> new Cell<>(DemandKinds.TILL, scope, missing, span));
        slot.value(span);
        touched.accept(slot);
        if (isLocated()) {
            refreshDays();
        }
    }

    /// A till's day became complete, or is not.
    public void heard(String till, int epochDay, boolean complete) {
        if (epochDay < facts.value().sealedBeforeDay()) {
            return;
        }
        Cell<Integer, LaneDay> slot = laneDay(epochDay);
        Boolean before = slot.value().tills().put(till, complete);
        if (before == null || before != complete) {
            touched.accept(slot);
            if (isLocated() && refresh(epochDay, slot.value())) {
                touchDay(epochDay);
            }
        }
    }

    /// The wait for a day's tills is over.
    public void timeOut(int epochDay) {
        Cell<Integer, LaneDay> slot = laneDay(epochDay);
        slot.value().timeOut();
        touched.accept(slot);
        if (refresh(epochDay, slot.value())) {
            touchDay(epochDay);
        }
    }

    private void touchDay(int epochDay) {
        itemDays(epochDay).forEach(touched);
    }

    /// The items' days of a date.
    public List<ItemDay> itemDays(int epochDay) {
        List<ItemDay> found = new ArrayList<>();
        for (Item item : items.values()) {
            ItemDay day = item.dayIfKnown(epochDay);
            if (day != null) {
                found.add(day);
            }
        }
        return found;
    }

    /// The open days, the earliest first.
    public Collection<Integer> openDays() {
        return days.keySet();
    }

    /// An open day; made if need be.
    public LaneDay day(int epochDay) {
        return laneDay(epochDay).value();
    }

    private Cell<Integer, LaneDay> laneDay(int epochDay) {
        Cell<Integer, LaneDay> known = days.get(epochDay);
        if (known != null) {
            return known;
        }
        Cell<Integer, LaneDay> made = new Cell<>(DemandKinds.LANE_DAY, scope, epochDay, new LaneDay());
        days.put(epochDay, made);
        touched.accept(made);
        if (isLocated()) {
            refresh(epochDay, made.value());
        }
        return made;
    }

    /// The trading day of a moment.
    public int dayOf(long second) {
        Cell<Integer, LaneDay> last = lastDay;
        if (last != null && last.value().has(second)) {
            return last.key();
        }
        int epochDay = Math.toIntExact(timetable().dayOf(second).toEpochDay());
        lastDay = days.get(epochDay);
        return epochDay;
    }

    /// The day of a sale: the one its source booked it on, unless that can't be.
    public int dayOf(long second, @Nullable LocalDate businessDate, long recordedAtSecond) {
        return businessDate != null && DayRules.isCredible(timetable(), businessDate, recordedAtSecond)
                ? Math.toIntExact(businessDate.toEpochDay())
                : dayOf(second);
    }

    /// Whether what was recorded at a moment is too late for a day.
    public boolean isTooLate(int epochDay, long recordedAtSecond) {
        Cell<Integer, LaneDay> known = days.get(epochDay);
        return epochDay < facts.value().sealedBeforeDay()
                || recordedAtSecond
                        >= (known == null
                                ? rules.sealsAtSecond(timetable(), LocalDate.ofEpochDay(epochDay))
                                : known.value().sealsAtSecond());
    }

    /// The item, made if need be.
    public Item item(String name) {
        Item known = items.get(name);
        if (known == null) {
            known = new Item(this, name);
            items.put(name, known);
        }
        return known;
    }

    public @Nullable ItemDay itemDayIfKnown(String name, int epochDay) {
        Item known = items.get(name);
        return known == null ? null : known.dayIfKnown(epochDay);
    }

    /// The item's shelf was changed.
    public void shelved(Item item) {
        touched.accept(item.shelfSlot());
    }

    /// The stock that an item's days from a date on begin with was changed.
    public void shifted(Item item, int fromDay) {
        item.touchFrom(fromDay);
    }

    /// An item's open day, which is about to change; made if need be.
    public ItemDay open(Item item, int epochDay) {
        laneDay(epochDay);
        if (epochDay < facts.value().liveFromDay()) {
            facts(facts.value().liveFrom(epochDay));
        }
        ItemDay day = item.day(epochDay);
        touched.accept(day);
        return day;
    }

    /// For how long what happened may still change an open day.
    public long openSeconds() {
        return rules.sealAfter().toSeconds() + LONGEST_DAY_SECONDS;
    }

    /// Counts what came too late for its day, and loaded days that the ledger's own kept out.
    public void counted(long tooLate, long keptOut) {
        facts(facts.value().counted(tooLate, keptOut));
    }

    /// Seals a day: it and its items' days are forgotten.
    public void seal(int epochDay, Consumer<Slot<?, ?>> forgotten) {
        for (ItemDay day : itemDays(epochDay)) {
            day.item().remove(day);
            forgotten.accept(day);
        }
        Cell<Integer, LaneDay> sealed = days.remove(epochDay);
        if (sealed != null) {
            forgotten.accept(sealed);
        }
        lastDay = null;
        LaneFacts now = facts.value();
        int before = Math.max(now.sealedBeforeDay(), epochDay + 1);
        LocalDate kept = LocalDate.ofEpochDay(before);
        facts(now.sealedBefore(before, now.timetable().map(timetable -> timetable.forgetBefore(kept))));
    }

    /// The minutes the location was open on a day, by the hours that are known now; empty if nobody said.
    public OptionalInt openMinutes(int epochDay) {
        return pastMinutes.open(epochDay, timetable(), specialDays());
    }

    /// The minutes the location was open on a day; if nobody said, as many as the day is long.
    public int minutesOf(int epochDay) {
        OptionalInt known = openMinutes(epochDay);
        return known.isPresent() ? known.getAsInt() : PastMinutes.length(epochDay, timetable());
    }

    /// The timetable, if the catalogue has told of the location.
    public Optional<Timetable> timetableIfKnown() {
        return facts.value().timetable();
    }

    /// How many journal entries wait for the location to be known.
    public int waiting() {
        return parked.size();
    }

    public void park(long sequence, Bytes entry) {
        Cell<Long, Bytes> slot = new Cell<>(DemandKinds.PARKED, scope, sequence, entry);
        parked.put(sequence, slot);
        touched.accept(slot);
    }

    /// What waited, in the order of the journal; it waits no longer.
    public List<Bytes> unpark(Consumer<Slot<?, ?>> forgotten) {
        List<Bytes> waited = parked.values().stream().map(Cell::value).toList();
        parked.values().forEach(forgotten);
        parked.clear();
        return waited;
    }
}
