package io.millrace.topology.stock.state;

import io.millrace.domain.Sku;
import io.millrace.domain.stock.Position;
import io.millrace.topology.segments.Slot;
import io.millrace.topology.stock.state.Kinds.Place;

/// An item's position in its lane.
public final class ItemSlot extends Slot<Place, Position> {
    /// The number of the item's newest move, over all blocks of the lane.
    private long lastMove = Moves.NONE;

    private long journalSequence;

    ItemSlot(String scope, Place place) {
        super(Kinds.POSITION, scope, place, Position.EMPTY);
    }

    public Sku item() {
        return key().item();
    }

    int index() {
        return key().index();
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
    public void journalSequence(long sequence) {
        journalSequence = sequence;
    }
}
