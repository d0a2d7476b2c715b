package io.millrace.topology.stock.state;

import io.millrace.domain.Sku;
import io.millrace.domain.stock.StockEvent.GoodsLine;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/// The items of a lane, by name and by index.
///
/// A table of the slots themselves, half empty at least: a million positions do not fit a processor's cache, so every
/// step on the way to one is a wait for memory, and this way has two.
final class Items implements Iterable<ItemSlot> {
    private static final int CAPACITY_MIN = 8;
    private static final int SPREAD = 0x9E3779B9;
    private static final int FETCHED_MAX = 16;

    private @Nullable ItemSlot[] table = new ItemSlot[CAPACITY_MIN];
    private @Nullable ItemSlot[] byIndex = new ItemSlot[CAPACITY_MIN / 2];
    private int size;
    private int indexes;
    private final @Nullable ItemSlot[] fetched = new ItemSlot[FETCHED_MAX];
    /// Of no use but that the compiler may not leave out what it is computed from.
    @SuppressWarnings("unused")
    private long sumOfFetched;

    @Nullable
    ItemSlot get(Sku item) {
        return table[place(table, item)];
    }

    @Nullable
    ItemSlot get(int index) {
        return index < indexes ? byIndex[index] : null;
    }

    /// Brings the items of an event near. Asked for one after the other, each would be waited for; asked for together,
    /// the processor waits for all of them at once.
    void fetch(List<GoodsLine> lines) {
        int count = Math.min(lines.size(), FETCHED_MAX);
        for (int i = 0; i < count; i++) {
            fetched[i] = table[home(table, lines.get(i).item())];
        }
        long sum = 0;
        for (int i = 0; i < count; i++) {
            ItemSlot slot = fetched[i];
            sum += slot == null ? 0 : slot.version();
        }
        sumOfFetched = sum;
    }

    /// The index after the last that is taken.
    int nextIndex() {
        return indexes;
    }

    /// Adds an item that is not there yet, under an index that is free.
    void add(ItemSlot slot) {
        if (++size > table.length / 2) {
            grow();
        }
        table[place(table, slot.item())] = slot;
        if (slot.index() >= byIndex.length) {
            byIndex = Arrays.copyOf(byIndex, Math.max(2 * byIndex.length, slot.index() + 1));
        }
        byIndex[slot.index()] = slot;
        indexes = Math.max(indexes, slot.index() + 1);
    }

    private void grow() {
        @Nullable ItemSlot[] larger = new ItemSlot[2 * table.length];
        for (ItemSlot slot : table) {
            if (slot != null) {
                larger[place(larger, slot.item())] = slot;
            }
        }
        table = larger;
    }

    /// Where the item is, or where there is room for it.
    private static int place(@Nullable ItemSlot[] slots, Sku item) {
        int mask = slots.length - 1;
        int place = home(slots, item);
        ItemSlot slot = slots[place];
        while (slot != null && !slot.item().equals(item)) {
            place = (place + 1) & mask;
            slot = slots[place];
        }
        return place;
    }

    private static int home(@Nullable ItemSlot[] slots, Sku item) {
        return (item.hashCode() * SPREAD) >>> Integer.numberOfLeadingZeros(slots.length - 1);
    }

    @Override
    public Iterator<ItemSlot> iterator() {
        return new Iterator<>() {
            private int next;

            @Override
            public boolean hasNext() {
                while (next < indexes && byIndex[next] == null) {
                    next++;
                }
                return next < indexes;
            }

            @Override
            public ItemSlot next() {
                ItemSlot slot = hasNext() ? byIndex[next++] : null;
                if (slot == null) {
                    throw new NoSuchElementException("there is no item after index " + next);
                }
                return slot;
            }
        };
    }
}
