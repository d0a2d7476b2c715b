package io.millrace.topology.stock.query;

import io.millrace.domain.LaneKey;
import io.millrace.domain.Sku;
import io.millrace.domain.stock.Position;
import io.millrace.domain.stock.TillDay;
import io.millrace.topology.segments.Slot;
import io.millrace.topology.stock.state.ItemSlot;
import io.millrace.topology.stock.state.LaneState;
import io.millrace.topology.stock.state.StockState;
import io.millrace.topology.stock.state.TillDate;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// The readings of one lane; all of them behind its store's gate, and short.
final class LaneReader {
    private final LaneKey key;
    private final @Nullable LaneState lane;
    private final StockState state;
    private boolean committed = true;

    LaneReader(StockState state, LaneKey key) {
        this.key = key;
        this.state = state;
        this.lane = state.laneIfKnown(key.text());
    }

    /// Whether all that was read is surely committed.
    boolean isCommitted() {
        return committed;
    }

    /// The item's position, if it ever had one.
    Optional<ItemPosition> position(Sku item) {
        ItemSlot slot = lane == null ? null : lane.slotIfKnown(item);
        return Optional.ofNullable(slot).map(this::read);
    }

    private ItemPosition read(ItemSlot slot) {
        Position position = slot.value();
        committed &= slot.journalSequence() <= state.committedSequence();
        return new ItemPosition(slot.item(), position, slot.journalSequence());
    }

    /// Positions from an index on.
    PositionPage page(int from, int limit) {
        List<ItemPosition> positions = new ArrayList<>();
        int end = lane == null ? 0 : lane.slotsEnd();
        int index = from;
        while (index < end && positions.size() < limit) {
            ItemSlot slot = lane == null ? null : lane.slotAt(index);
            if (slot != null) {
                positions.add(read(slot));
            }
            index++;
        }
        return new PositionPage(positions, index < end ? OptionalInt.of(index) : OptionalInt.empty());
    }

    Optional<KnownReservation> reservation(String reservationId) {
        touched();
        return lane == null
                ? Optional.empty()
                : lane.reservation(reservationId).map(found -> new KnownReservation(reservationId, found));
    }

    /// The open reservations that come after a name, in the order of their names.
    List<KnownReservation> reservations(String after, Optional<Sku> item) {
        touched();
        if (lane == null) {
            return List.of();
        }
        return lane.reservations().values().stream()
                .filter(slot -> !slot.value().isOver() && slot.key().compareTo(after) > 0)
                .filter(slot -> item.isEmpty() || slot.value().open().containsKey(item.get()))
                .map(slot -> new KnownReservation(slot.key(), slot.value()))
                .toList();
    }

    /// The days of tills, in the order of dates and tills.
    List<KnownTillDay> tillDays(Optional<LocalDate> date, CatalogFacts catalog) {
        touched();
        if (lane == null) {
            return List.of();
        }
        Predicate<TillDate> wanted = till -> date.isEmpty() || till.date().equals(date.get());
        return lane.tillDays().stream()
                .filter(slot -> wanted.test(slot.key()))
                .map(slot -> known(slot, catalog))
                .sorted(Comparator.comparing(KnownTillDay::businessDate).thenComparing(KnownTillDay::till))
                .toList();
    }

    private KnownTillDay known(Slot<TillDate, TillDay> slot, CatalogFacts catalog) {
        TillDate till = slot.key();
        return new KnownTillDay(till.till(), till.date(), slot.value(), catalog.numbering(key, till.till()));
    }

    private void touched() {
        committed &= lane == null || lane.lastChange() <= state.committedChanges();
    }
}
