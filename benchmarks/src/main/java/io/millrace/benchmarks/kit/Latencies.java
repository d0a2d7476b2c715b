package io.millrace.benchmarks.kit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// How long many single things took: every value is kept, so every percentile is exact. Not safe for many threads.
public final class Latencies {
    private static final int FIRST_CAPACITY = 1024;
    private static final double NANOS_PER_MILLI = Duration.ofMillis(1).toNanos();
    private static final double[] SHOWN = {0.5, 0.9, 0.99, 0.999, 1};
    private static final int BAR_COLUMNS = 50;
    private static final double[] BUCKETS_MILLIS = {1, 2, 5, 10, 20, 50, 75, 100, 150, 200, 250, 500, 1_000, 10_000};

    private long[] nanos = new long[FIRST_CAPACITY];
    private int count;

    public void addNanos(long value) {
        if (count == nanos.length) {
            nanos = Arrays.copyOf(nanos, 2 * count);
        }
        nanos[count++] = value;
    }

    public int count() {
        return count;
    }

    /// The value that this share of all values does not exceed.
    ///
    /// @param share above 0 and at most 1
    public double percentileMillis(double share) {
        return percentile(sorted(), share);
    }

    /// The percentiles in one line, and under it a histogram: a row for each range of milliseconds that has values.
    public List<String> histogram() {
        long[] sorted = sorted();
        List<String> rows = new ArrayList<>();
        StringBuilder percentiles = new StringBuilder("  ").append(count).append(" values:");
        for (double share : SHOWN) {
            percentiles.append(
                    String.format(Locale.ROOT, "  p%s %.1f ms", shown(100 * share), percentile(sorted, share)));
        }
        rows.add(percentiles.toString());
        int below = 0;
        for (int bucket = 0; bucket < BUCKETS_MILLIS.length; bucket++) {
            int upTo = upTo(sorted, BUCKETS_MILLIS[bucket]);
            if (upTo > below) {
                rows.add(row(bucket, upTo - below));
            }
            below = upTo;
        }
        return rows;
    }

    private String row(int bucket, int values) {
        double share = (double) values / count;
        String bar = "#".repeat((int) Math.ceil(share * BAR_COLUMNS));
        String range = (bucket == 0 ? "0" : shown(BUCKETS_MILLIS[bucket - 1])) + " to " + shown(BUCKETS_MILLIS[bucket]);
        return String.format(Locale.ROOT, "  %16s ms  %5.1f %%  %s", range, 100 * share, bar);
    }

    private static String shown(double number) {
        return number == Math.rint(number) ? Long.toString(Math.round(number)) : Double.toString(number);
    }

    private static int upTo(long[] sorted, double millis) {
        int found = Arrays.binarySearch(sorted, Math.round(millis * NANOS_PER_MILLI));
        return found < 0 ? -found - 1 : found;
    }

    private static double percentile(long[] sorted, double share) {
        if (!(share > 0 && share <= 1)) {
            throw new IllegalArgumentException("a percentile is a share above 0 and at most 1, not " + share);
        }
        return sorted[(int) Math.ceil(share * sorted.length) - 1] / NANOS_PER_MILLI;
    }

    private long[] sorted() {
        if (count == 0) {
            throw new IllegalStateException("nothing was measured");
        }
        long[] sorted = Arrays.copyOf(nanos, count);
        Arrays.sort(sorted);
        return sorted;
    }
}
