package io.millrace.topology.stock.state;

import io.millrace.domain.Sku;
import io.millrace.domain.stock.Position;
import io.millrace.topology.segments.Slot;
import io.millrace.topology.segments.SlotKind;
import io.millrace.topology.stock.state.Kinds.Place;
import java.util.function.Predicate;

/// An item's position in its lane.
///
/// There are a million of these: the position lies in fields, so that a change makes no object that lives on.
public final class ItemSlot extends Slot<Place, Position> {
    private final LaneState lane;
    private final Sku item;
    private final int index;

    /// The number of the item's newest move, over all blocks of the lane.
    private long lastMove = Moves.NONE;

    private long journalSequence;
    private long free;
    private long reserved;
    private long damaged;
    private long quarantined;
    private long inTransit;
    private long onOrder;
    private long version;
    private long countedAtMicros;
    private long openedAtMicros;
    private long soldAtMicros;
    private long receivedAtMicros;
    private long outOfStockSinceMicros;
    private long unitCostTenThousandths;
    private long catalogVersion = Long.MIN_VALUE;
    private boolean listed;

    ItemSlot(LaneState lane, Sku item, int index) {
        this.lane = lane;
        this.item = item;
        this.index = index;
        set(Position.EMPTY);
    }

    public LaneState lane() {
        return lane;
    }

    public Sku item() {
        return item;
    }

    int index() {
        return index;
    }

    @Override
    public SlotKind<Place, Position> kind() {
        return Kinds.POSITION;
    }

    @Override
    public String scope() {
        return lane.scope();
    }

    @Override
    public Place key() {
        return new Place(item, index);
    }

    @Override
    public Position value() {
        return new Position(
                free,
                reserved,
                damaged,
                quarantined,
                inTransit,
                onOrder,
                version,
                countedAtMicros,
                openedAtMicros,
                soldAtMicros,
                receivedAtMicros,
                outOfStockSinceMicros,
                unitCostTenThousandths);
    }

    @Override
    public void value(Position changed) {
        set(changed);
    }

    private void set(Position position) {
        free = position.free();
        reserved = position.reserved();
        damaged = position.damaged();
        quarantined = position.quarantined();
        inTransit = position.inTransit();
        onOrder = position.onOrder();
        version = position.version();
        countedAtMicros = position.countedAtMicros();
        openedAtMicros = position.openedAtMicros();
        soldAtMicros = position.soldAtMicros();
        receivedAtMicros = position.receivedAtMicros();
        outOfStockSinceMicros = position.outOfStockSinceMicros();
        unitCostTenThousandths = position.unitCostTenThousandths();
    }

    long version() {
        return version;
    }

    /// Whether the catalogue knows the item: it is asked once in each of its versions.
    public boolean isListed(long ofCatalog, Predicate<Sku> catalog) {
        if (ofCatalog != catalogVersion) {
            listed = catalog.test(item);
            catalogVersion = ofCatalog;
        }
        return listed;
    }

    long lastMove() {
        return lastMove;
    }

    void lastMove(long move) {
        lastMove = move;
    }

    /// The number of the journal entry that changed it last, since this process holds it.
    public long journalSequence() {
        return journalSequence;
    }

    /// Says which journal entry changed it.
    void journalSequence(long sequence) {
        journalSequence = sequence;
    }
}
