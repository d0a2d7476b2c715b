package io.millrace.topology.accuracy;

import io.millrace.topology.forecast.rules.QuietDays;
import java.nio.ByteBuffer;
import java.time.LocalDate;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// On how many items of a lane something was sold, on each of its last days.
record SoldDays(NavigableMap<Integer, Integer> items) implements QuietDays.Sold {
    static SoldDays of(byte @Nullable [] bytes) {
        NavigableMap<Integer, Integer> items = new TreeMap<>();
        if (bytes != null) {
            ByteBuffer in = ByteBuffer.wrap(bytes);
            while (in.hasRemaining()) {
                items.put(in.getInt(), in.getInt());
            }
        }
        return new SoldDays(items);
    }

    /// The same with one more item on a day, and without days that nobody asks for any more.
    SoldDays and(LocalDate date) {
        NavigableMap<Integer, Integer> more = new TreeMap<>(items);
        more.merge(Math.toIntExact(date.toEpochDay()), 1, Integer::sum);
        more.headMap(more.lastKey() - 2 * QuietDays.DAYS).clear();
        return new SoldDays(more);
    }

    byte[] bytes() {
        ByteBuffer out = ByteBuffer.allocate(2 * Integer.BYTES * items.size());
        items.forEach((day, count) -> out.putInt(day).putInt(count));
        return out.array();
    }

    @Override
    public int items(LocalDate date) {
        int day = Math.toIntExact(date.toEpochDay());
        return items.isEmpty() || day < items.firstKey() || day > items.lastKey() ? -1 : items.getOrDefault(day, 0);
    }
}
