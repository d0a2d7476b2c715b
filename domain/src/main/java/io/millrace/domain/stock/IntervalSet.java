package io.millrace.domain.stock;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;

/// A set of whole numbers, kept as closed intervals: one when all is well, however many numbers there are. Immutable.
public final class IntervalSet {
    public static final IntervalSet EMPTY = new IntervalSet(new long[0]);

    /// Begin and end of each interval, ascending, never touching.
    private final long[] bounds;

    /// A closed interval.
    public record Interval(long first, long last) {
        public Interval {
            if (first > last) {
                throw new IllegalArgumentException(
                        "an interval from " + first + " to " + last + " ends before it begins");
            }
        }
    }

    private IntervalSet(long[] bounds) {
        this.bounds = bounds;
    }

    /// The set of these intervals, in any order, which may touch and overlap.
    public static IntervalSet of(List<Interval> intervals) {
        IntervalSet set = EMPTY;
        for (Interval interval : intervals) {
            set = set.with(interval.first, interval.last);
        }
        return set;
    }

    public boolean isEmpty() {
        return bounds.length == 0;
    }

    public boolean contains(long number) {
        int after = intervalsBefore(number);
        return after > 0 && number <= bounds[2 * after - 1];
    }

    /// How many numbers are in it.
    public long size() {
        long size = 0;
        for (int i = 0; i < bounds.length; i += 2) {
            size += bounds[i + 1] - bounds[i] + 1;
        }
        return size;
    }

    public long first() {
        return bounds[0];
    }

    public long last() {
        return bounds[bounds.length - 1];
    }

    public IntervalSet with(long number) {
        if (bounds.length > 0 && number > last() && number - 1 == last()) {
            long[] grown = bounds.clone();
            grown[grown.length - 1] = number;
            return new IntervalSet(grown);
        }
        return contains(number) ? this : with(number, number);
    }

    private IntervalSet with(long first, long last) {
        List<Interval> merged = new ArrayList<>();
        long begin = first;
        long end = last;
        for (Interval interval : intervals()) {
            if (isApart(interval.last, begin) || isApart(end, interval.first)) {
                merged.add(interval);
            } else {
                begin = Math.min(begin, interval.first);
                end = Math.max(end, interval.last);
            }
        }
        merged.add(new Interval(begin, end));
        merged.sort((left, right) -> Long.compare(left.first, right.first));
        return new IntervalSet(merged.stream()
                .flatMapToLong(interval -> LongStream.of(interval.first, interval.last))
                .toArray());
    }

    /// Whether there is room between two numbers; neither end of all numbers wraps around.
    private static boolean isApart(long left, long right) {
        return left < right && left < right - 1;
    }

    public List<Interval> intervals() {
        List<Interval> intervals = new ArrayList<>(bounds.length / 2);
        for (int i = 0; i < bounds.length; i += 2) {
            intervals.add(new Interval(bounds[i], bounds[i + 1]));
        }
        return intervals;
    }

    /// What is not in it, from one number to another.
    public List<Interval> missing(long first, long last) {
        List<Interval> missing = new ArrayList<>();
        long next = first;
        for (Interval interval : intervals()) {
            if (interval.first > next && next <= last) {
                missing.add(new Interval(next, Math.min(last, interval.first - 1)));
            }
            if (interval.last >= last) {
                return missing;
            }
            next = Math.max(next, interval.last + 1);
        }
        if (next <= last) {
            missing.add(new Interval(next, last));
        }
        return missing;
    }

    /// How many intervals begin at or before a number.
    private int intervalsBefore(long number) {
        int low = 0;
        int high = bounds.length / 2;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (bounds[2 * middle] <= number) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof IntervalSet set && Arrays.equals(bounds, set.bounds);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bounds);
    }

    @Override
    public String toString() {
        return intervals().toString();
    }
}
