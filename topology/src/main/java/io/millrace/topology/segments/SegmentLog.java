package io.millrace.topology.segments;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The log of a store: segments in the order they were written, the newest value of a slot being the true one.
///
/// When more than half of it is out of date, the oldest segments are written anew, as far as their slots are still
/// true, and deleted. Only the oldest is ever deleted, so an outdated value can't come to light again.
final class SegmentLog {
    private static final int SEGMENT_BYTES_MAX = 128 * 1024;
    private static final int SLACK_ENTRIES = 20_000;
    private static final int CLEANED_PER_COMMIT_MIN = 2_000;

    private final SegmentCodec codec = new SegmentCodec();
    private final Deque<Segment> segments = new ArrayDeque<>();
    private long next;
    private long entries;
    private long live;

    /// Where the log goes.
    interface Output {
        void write(byte[] key, byte @Nullable [] value);
    }

    private record Segment(long number, List<Slot<?, ?>> slots) {}

    void clear() {
        segments.clear();
        next = 0;
        entries = 0;
        live = 0;
    }

    /// Writes what changed, and as much of the oldest as keeps the log short.
    void append(List<Slot<?, ?>> changed, Output output) {
        write(changed, output);
        clean(Math.max(CLEANED_PER_COMMIT_MIN, 2L * changed.size()), output);
    }

    private void write(List<Slot<?, ?>> slots, Output output) {
        codec.begin();
        List<Slot<?, ?>> written = new ArrayList<>();
        for (Slot<?, ?> slot : slots) {
            if (slot.isDropped()) {
                continue;
            }
            live += slot.isLogged() ? 0 : 1;
            codec.add(slot);
            slot.loggedIn(next);
            written.add(slot);
            if (codec.size() >= SEGMENT_BYTES_MAX) {
                finish(written, output);
                codec.begin();
                written = new ArrayList<>();
            }
        }
        if (!written.isEmpty()) {
            finish(written, output);
        }
    }

    private void finish(List<Slot<?, ?>> written, Output output) {
        output.write(SegmentCodec.key(next), codec.end());
        segments.addLast(new Segment(next, written));
        entries += written.size();
        next++;
    }

    private void clean(long budget, Output output) {
        long left = budget;
        List<Slot<?, ?>> kept = new ArrayList<>();
        List<Long> emptied = new ArrayList<>();
        while (left > 0 && segments.size() > 1 && entries > 2 * live + SLACK_ENTRIES) {
            Segment oldest = segments.removeFirst();
            entries -= oldest.slots.size();
            left -= oldest.slots.size();
            for (Slot<?, ?> slot : oldest.slots) {
                if (slot.isIn(oldest.number)) {
                    kept.add(slot);
                }
            }
            emptied.add(oldest.number);
        }
        write(kept, output);
        emptied.forEach(number -> output.write(SegmentCodec.key(number), null));
    }

    /// A slot is forgotten; its place in the log is free to go.
    void dropped(Slot<?, ?> slot) {
        if (!slot.isDropped()) {
            slot.drop();
            live -= slot.isLogged() ? 1 : 0;
        }
    }

    /// A segment that was read back, with the slots that took in its values.
    void restored(long number, List<Slot<?, ?>> slots) {
        for (Slot<?, ?> slot : slots) {
            live += slot.isLogged() ? 0 : 1;
            slot.loggedIn(number);
        }
        segments.addLast(new Segment(number, slots));
        entries += slots.size();
        next = Math.max(next, number + 1);
    }

    /// The oldest segments up to this one are gone.
    void forget(long number) {
        while (!segments.isEmpty() && segments.getFirst().number <= number) {
            entries -= segments.removeFirst().slots.size();
        }
        next = Math.max(next, number + 1);
    }
}
