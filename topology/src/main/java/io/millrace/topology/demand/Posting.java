package io.millrace.topology.demand;

import io.millrace.domain.demand.DaySales;
import io.millrace.domain.demand.LineEffect;
import io.millrace.domain.demand.Prices;
import io.millrace.domain.stock.Bucket;
import io.millrace.domain.stock.Reason;
import io.millrace.events.stock.JournalEntry;
import io.millrace.events.stock.JournalFlag;
import io.millrace.events.stock.JournalLine;
import io.millrace.events.stock.Movement;
import io.millrace.topology.demand.state.DemandLane;
import io.millrace.topology.demand.state.Item;
import io.millrace.topology.demand.state.ItemDay;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;

/// What a journal entry does to the open days of its lane.
///
/// All lines of an entry count for one moment: that of the event, or of the event it takes back. A line of a count
/// counts for the moment of the count.
final class Posting {
    private static final Map<io.millrace.events.Bucket, Bucket> BUCKETS = buckets();

    private final LineEffect effect = new LineEffect();

    /// The times of an entry.
    ///
    /// @param at when it happened, which is not after it was recorded
    /// @param salesDay the trading day its sales are booked on
    private record Times(long at, long recordedAt, int salesDay) {}

    private static Map<io.millrace.events.Bucket, Bucket> buckets() {
        Map<io.millrace.events.Bucket, Bucket> buckets = new EnumMap<>(io.millrace.events.Bucket.class);
        for (Bucket bucket : Bucket.values()) {
            buckets.put(io.millrace.events.Bucket.valueOf(bucket.name()), bucket);
        }
        return buckets;
    }

    void post(DemandLane lane, JournalEntry entry) {
        if (entry.lines().isEmpty()) {
            return;
        }
        Times times = times(lane, entry);
        for (JournalLine line : entry.lines()) {
            post(lane, entry, line, times);
        }
    }

    private static Times times(DemandLane lane, JournalEntry entry) {
        long recordedAt = entry.recordedAt().getEpochSecond();
        Instant original = entry.originalOccurredAt();
        Instant happened = original == null ? entry.header().occurredAt() : original;
        long at = Math.min(happened.getEpochSecond(), recordedAt);
        var booked = original == null ? entry.header().businessDate() : entry.originalBusinessDate();
        return new Times(at, recordedAt, lane.dayOf(at, booked, recordedAt));
    }

    private void post(DemandLane lane, JournalEntry entry, JournalLine line, Times times) {
        effect.begin(line.reversed());
        for (Movement movement : line.movements()) {
            effect.movement(
                    bucket(movement.from()),
                    bucket(movement.to()),
                    movement.quantity().thousandths(),
                    Reason.ABSORBED_BY_COUNT.code().equals(movement.reasonCode()));
        }
        Item item = lane.item(line.itemId());
        shelve(lane, item, line, times);
        if (effect.isDemand()) {
            sell(lane, item, entry, line, times);
        }
    }

    private static Bucket bucket(io.millrace.events.Bucket bucket) {
        Bucket known = BUCKETS.get(bucket);
        if (known == null) {
            throw new IllegalStateException(
                    "the journal names a bucket that only a newer Millrace knows: start that one");
        }
        return known;
    }

    private void shelve(DemandLane lane, Item item, JournalLine line, Times times) {
        Instant countedAt = line.countedAt();
        boolean counts = countedAt != null && !line.flags().contains(JournalFlag.RECOUNT);
        if (!counts && effect.free() == 0 && effect.absorbed() == 0) {
            return;
        }
        long second = counts ? Math.min(countedAt.getEpochSecond(), times.recordedAt) : times.at;
        item.shelf().free(line.positionAfter().free().thousandths());
        if (counts) {
            item.shelf().counted(second, times.recordedAt - lane.openSeconds());
        }
        if (effect.free() != 0) {
            change(lane, item, second, effect.free(), effect.shelfSales(), times);
        }
        if (effect.absorbed() != 0) {
            change(lane, item, item.shelf().firstCountFrom(second), effect.absorbed(), 0, times);
        }
        if ((counts || effect.broughtStock()) && item.shelf().knownFrom(lane.dayOf(second))) {
            lane.shifted(item, Integer.MIN_VALUE);
        }
        lane.shelved(item);
    }

    /// The stock changed at a moment, and with it what all later days began with.
    private static void change(DemandLane lane, Item item, long second, long delta, int sales, Times times) {
        int day = lane.dayOf(second);
        if (!lane.isTooLate(day, times.recordedAt)) {
            lane.open(item, day).value().changes().add(second, delta, sales);
        }
        lane.shifted(item, day);
    }

    private void sell(DemandLane lane, Item item, JournalEntry entry, JournalLine line, Times times) {
        if (lane.isTooLate(times.salesDay, times.recordedAt)) {
            lane.counted(1, 0);
            return;
        }
        ItemDay day = lane.open(item, times.salesDay);
        String currency = entry.currency();
        String promotion = line.promotionId();
        day.value()
                .sales()
                .add(
                        effect.units(),
                        effect.returns(),
                        amount(line),
                        currency == null ? "" : currency,
                        promotion == null ? "" : promotion);
        if (effect.units() != 0) {
            day.receipt(entry.sequence(), line.reversed());
        }
    }

    private long amount(JournalLine line) {
        if (line.lineTotal() != null) {
            return line.lineTotal().tenThousandths();
        }
        long quantity = Math.abs(effect.units()) + Math.abs(effect.returns());
        return line.unitPrice() == null
                ? DaySales.NO_AMOUNT
                : Prices.amount(quantity, line.unitPrice().tenThousandths());
    }
}
