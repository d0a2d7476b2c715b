package io.millrace.topology.demand.state;

import java.util.Arrays;

/// What is known of an item's free stock, as of the newest journal line. Belongs to one thread.
public final class Shelf {
    static final int NEVER = Integer.MAX_VALUE;

    private static final long[] NO_COUNTS = {};

    private long free;
    private int knownFromDay;
    private long[] countSeconds;

    Shelf() {
        this(0, NEVER, NO_COUNTS);
    }

    Shelf(long free, int knownFromDay, long[] countSeconds) {
        this.free = free;
        this.knownFromDay = knownFromDay;
        this.countSeconds = countSeconds;
    }

    public long free() {
        return free;
    }

    public void free(long thousandths) {
        free = thousandths;
    }

    /// The first day on which goods came in or were counted, since when the books can be believed.
    int knownFromDay() {
        return knownFromDay;
    }

    /// Says that goods came in or were counted on a day; true if nobody knew that early.
    public boolean knownFrom(int epochDay) {
        boolean earlier = epochDay < knownFromDay;
        knownFromDay = Math.min(knownFromDay, epochDay);
        return earlier;
    }

    public boolean isKnownOn(int epochDay) {
        return epochDay >= knownFromDay;
    }

    long[] countSeconds() {
        return countSeconds;
    }

    /// Remembers that it was counted; counts come in the order of their times.
    ///
    /// @param oldestSecond of the counts before it only the last is of interest: it has seen all that was before
    public void counted(long second, long oldestSecond) {
        long[] all = Arrays.copyOf(countSeconds, countSeconds.length + 1);
        all[all.length - 1] = second;
        int from = 0;
        while (from + 1 < all.length && all[from + 1] < oldestSecond) {
            from++;
        }
        countSeconds = Arrays.copyOfRange(all, from, all.length);
    }

    /// The first count at a moment or after it; the moment itself if none is known.
    public long firstCountFrom(long second) {
        for (long counted : countSeconds) {
            if (counted >= second) {
                return counted;
            }
        }
        return second;
    }
}
