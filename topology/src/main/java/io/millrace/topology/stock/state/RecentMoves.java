package io.millrace.topology.stock.state;

import io.millrace.topology.segments.Cell;
import io.millrace.topology.segments.Slot;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.IntFunction;

/// The recent changes of a lane's counted stock, chained by item, newest first.
final class RecentMoves {
    private final TreeMap<Long, Slot<Long, Moves>> blocks = new TreeMap<>();
    private boolean linked = true;

    Slot<Long, Moves> restore(long number, Moves moves, String scope) {
        linked = false;
        Slot<Long, Moves> block =
                blocks.computeIfAbsent(number, missing -> new Cell<>(Kinds.MOVES, scope, missing, moves));
        block.value(moves);
        return block;
    }

    /// Adds a move; the block it went to has changed.
    Slot<Long, Moves> add(
            String scope, ItemSlot item, long effectiveAt, long delta, long recordedAt, IntFunction<ItemSlot> items) {
        link(items);
        Slot<Long, Moves> block = blocks.isEmpty() ? null : blocks.lastEntry().getValue();
        if (block == null || block.value().isFull()) {
            block = new Cell<>(Kinds.MOVES, scope, block == null ? 0L : block.key() + 1, new Moves());
            blocks.put(block.key(), block);
        }
        int index = block.value().size();
        block.value().add(item.index(), effectiveAt, delta, recordedAt);
        block.value().link(index, item.lastMove());
        item.lastMove(block.key() * Moves.CAPACITY + index);
        return block;
    }

    /// The sum of the item's moves that happened after a moment.
    long sumAfter(ItemSlot item, long micros, IntFunction<ItemSlot> items) {
        link(items);
        long sum = 0;
        long move = item.lastMove();
        while (move != Moves.NONE) {
            Slot<Long, Moves> block = blocks.get(move / Moves.CAPACITY);
            if (block == null) {
                return sum;
            }
            int index = (int) (move % Moves.CAPACITY);
            sum += block.value().effectiveAtMicros(index) > micros
                    ? block.value().delta(index)
                    : 0;
            move = block.value().previous(index);
        }
        return sum;
    }

    /// Forgets the oldest blocks, as far as all in them was recorded before a moment.
    void forgetBefore(long micros, Consumer<Slot<?, ?>> forgotten) {
        List<Long> old = new ArrayList<>();
        for (Slot<Long, Moves> block : blocks.values()) {
            if (block.value().recordedAtMicros() >= micros || block.key().equals(blocks.lastKey())) {
                break;
            }
            old.add(block.key());
        }
        old.forEach(number -> forgotten.accept(blocks.remove(number)));
    }

    /// After a restore the blocks are all there, but came in any order.
    private void link(IntFunction<ItemSlot> items) {
        if (linked) {
            return;
        }
        linked = true;
        for (Slot<Long, Moves> block : blocks.values()) {
            for (int index = 0; index < block.value().size(); index++) {
                items.apply(block.value().item(index)).lastMove(Moves.NONE);
            }
        }
        for (Slot<Long, Moves> block : blocks.values()) {
            for (int index = 0; index < block.value().size(); index++) {
                ItemSlot item = items.apply(block.value().item(index));
                block.value().link(index, item.lastMove());
                item.lastMove(block.key() * Moves.CAPACITY + index);
            }
        }
    }
}
