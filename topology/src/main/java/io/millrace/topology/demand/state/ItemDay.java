package io.millrace.topology.demand.state;

import io.millrace.topology.segments.Slot;
import io.millrace.topology.segments.SlotKind;

/// An item's trading day while it is open.
public final class ItemDay extends Slot<ItemDate, DayBook> {
    private final DemandLane lane;
    private final Item item;
    private final int epochDay;
    private DayBook book = new DayBook();
    private long soldIn;
    private long takenBackIn;
    private boolean over;

    ItemDay(DemandLane lane, Item item, int epochDay) {
        this.lane = lane;
        this.item = item;
        this.epochDay = epochDay;
    }

    public DemandLane lane() {
        return lane;
    }

    public Item item() {
        return item;
    }

    public int epochDay() {
        return epochDay;
    }

    /// Counts a receipt that has the item once, however many of its lines do.
    ///
    /// @param sequence of the journal entry
    public void receipt(long sequence, boolean takesBack) {
        if (takesBack && takenBackIn != sequence) {
            takenBackIn = sequence;
            book.sales().receipts(-1);
        } else if (!takesBack && soldIn != sequence) {
            soldIn = sequence;
            book.sales().receipts(1);
        }
    }

    /// Whether the day is sealed and forgotten.
    public boolean isOver() {
        return over;
    }

    void over() {
        over = true;
    }

    @Override
    public SlotKind<ItemDate, DayBook> kind() {
        return DemandKinds.ITEM_DAY;
    }

    @Override
    public String scope() {
        return lane.scope();
    }

    @Override
    public ItemDate key() {
        return new ItemDate(item.name(), epochDay);
    }

    @Override
    public DayBook value() {
        return book;
    }

    @Override
    public void value(DayBook changed) {
        book = changed;
    }
}
