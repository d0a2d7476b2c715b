package io.millrace.topology.stock;

import io.millrace.domain.LaneKey;
import io.millrace.domain.Money;
import io.millrace.domain.Quantity;
import io.millrace.domain.stock.IntervalSet.Interval;
import io.millrace.domain.stock.Position;
import io.millrace.domain.stock.TillDay;
import io.millrace.domain.stock.TillDay.Numbering;
import io.millrace.events.NumberInterval;
import io.millrace.events.stock.TillCompleteness;
import io.millrace.schemas.topics.Topics;
import io.millrace.topology.segments.SegmentedStore.CommitListener;
import io.millrace.topology.segments.Slot;
import io.millrace.topology.stock.state.ItemSlot;
import io.millrace.topology.stock.state.LaneState;
import io.millrace.topology.stock.state.TillDate;
import java.util.List;
import java.util.function.LongSupplier;

/// Tells the state of what changed since the last commit, each thing once, however often it changed.
final class Snapshots implements CommitListener {
    private final Catalog catalog;
    private final Outputs outputs;
    private final LongSupplier nowMillis;

    Snapshots(Catalog catalog, Outputs outputs, LongSupplier nowMillis) {
        this.catalog = catalog;
        this.outputs = outputs;
        this.nowMillis = nowMillis;
    }

    @Override
    public void beforeCommit(List<Slot<?, ?>> changed) {
        long now = nowMillis.getAsLong();
        for (Slot<?, ?> slot : changed) {
            if (slot instanceof ItemSlot item) {
                outputs.send(Topics.POSITIONS, item.scope() + "|" + item.item().value(), position(item), now);
            } else if (slot.key() instanceof TillDate date && slot.value() instanceof TillDay day) {
                String key = slot.scope() + "|" + date.till() + "|" + date.date();
                outputs.send(Topics.COMPLETENESS, key, completeness(LaneKey.parse(slot.scope()), date, day), now);
            }
        }
    }

    private static io.millrace.events.stock.Position position(ItemSlot item) {
        LaneState lane = item.lane();
        Position position = item.value();
        long cost = position.unitCostTenThousandths();
        return new io.millrace.events.stock.Position(
                lane.key().tenant().value(),
                lane.key().location().value(),
                item.item().value(),
                JournalEntries.balances(position),
                new Quantity(position.available()),
                new Quantity(position.onHand()),
                position.version(),
                JournalEntries.time(position.countedAtMicros()),
                JournalEntries.time(position.soldAtMicros()),
                JournalEntries.time(position.receivedAtMicros()),
                JournalEntries.time(position.outOfStockSinceMicros()),
                cost == Position.NO_COST ? null : new Money(cost),
                null,
                lane.orderSequence() == 0 ? null : lane.orderSequence(),
                item.journalSequence());
    }

    private TillCompleteness completeness(LaneKey lane, TillDate date, TillDay day) {
        Numbering numbering = catalog.numbering(lane, date.till());
        return new TillCompleteness(
                lane.tenant().value(),
                lane.location().value(),
                date.till(),
                date.date(),
                intervals(day.numbers().intervals()),
                intervals(day.missing(numbering)),
                day.close().isPresent(),
                day.isComplete(numbering),
                JournalEntries.time(day.completeUpToMicros()),
                JournalEntries.time(day.lastHeardAtMicros()));
    }

    private static List<NumberInterval> intervals(List<Interval> intervals) {
        return intervals.stream()
                .map(interval -> new NumberInterval(interval.first(), interval.last()))
                .toList();
    }
}
