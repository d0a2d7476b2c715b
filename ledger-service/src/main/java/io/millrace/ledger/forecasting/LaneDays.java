package io.millrace.ledger.forecasting;

import io.millrace.topology.forecast.rules.QuietDays;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/// On how many items of a location something was sold, day by day, in little space. Not safe for many threads.
final class LaneDays {
    private static final int DAYS_AT_FIRST = 64;

    private int first;
    private int length;
    private int[] sold = new int[DAYS_AT_FIRST];
    private final Map<LocalDate, QuietDays> asked = new HashMap<>();

    /// Notes that an item was sold on a day, or that it was not after all.
    void add(LocalDate date, int change) {
        int day = Math.toIntExact(date.toEpochDay());
        if (length == 0) {
            first = day;
        }
        asked.clear();
        makeRoom(day);
        sold[day - first] += change;
    }

    private void makeRoom(int day) {
        int from = length == 0 ? day : Math.min(first, day);
        int to = length == 0 ? day : Math.max(first + length - 1, day);
        int needed = to - from + 1;
        if (from < first || needed > sold.length) {
            int[] more = new int[Math.max(needed, Math.min(2 * sold.length, needed + DAYS_AT_FIRST))];
            System.arraycopy(sold, 0, more, first - from, length);
            sold = more;
            first = from;
        }
        length = needed;
    }

    /// How many were sold; negative before the first day and after the last.
    private int items(LocalDate date) {
        long at = date.toEpochDay() - first;
        return at < 0 || at >= length ? -1 : sold[Math.toIntExact(at)];
    }

    /// What a day without a sale at the location was.
    QuietDays quiet(LocalDate date) {
        return asked.computeIfAbsent(date, day -> QuietDays.of(day, this::items));
    }

    @Override
    public String toString() {
        return LocalDate.ofEpochDay(first) + ": " + Arrays.toString(Arrays.copyOf(sold, length));
    }
}
