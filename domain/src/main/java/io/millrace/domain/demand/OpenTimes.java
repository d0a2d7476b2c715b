package io.millrace.domain.demand;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// The stretches of time a location is open on a trading day, in order and apart from each other.
public record OpenTimes(List<Stretch> stretches) {
    private static final long MINUTE_SECONDS = 60;

    /// From a moment to before another.
    public record Stretch(long fromSecond, long toSecond) {}

    public OpenTimes {
        stretches = List.copyOf(stretches);
    }

    /// The stretches as far as they lie within a day, those that touch made one.
    static OpenTimes within(long startSecond, long endSecond, List<Stretch> stretches) {
        List<Stretch> clipped = stretches.stream()
                .map(stretch ->
                        new Stretch(Math.max(startSecond, stretch.fromSecond), Math.min(endSecond, stretch.toSecond)))
                .filter(stretch -> stretch.fromSecond < stretch.toSecond)
                .sorted(Comparator.comparingLong(Stretch::fromSecond))
                .toList();
        List<Stretch> merged = new ArrayList<>();
        for (Stretch next : clipped) {
            Stretch last = merged.isEmpty() ? null : merged.getLast();
            if (last != null && next.fromSecond <= last.toSecond) {
                merged.set(merged.size() - 1, new Stretch(last.fromSecond, Math.max(last.toSecond, next.toSecond)));
            } else {
                merged.add(next);
            }
        }
        return new OpenTimes(merged);
    }

    public long seconds() {
        long sum = 0;
        for (Stretch stretch : stretches) {
            sum += stretch.toSecond - stretch.fromSecond;
        }
        return sum;
    }

    public int minutes() {
        return minutes(seconds());
    }

    /// The minutes of opening hours that none of the stock-outs covers.
    public int minutesOutside(List<StockOut> stockOuts) {
        long inStock = seconds();
        for (StockOut out : stockOuts) {
            for (Stretch stretch : stretches) {
                long common =
                        Math.min(out.toSecond(), stretch.toSecond) - Math.max(out.fromSecond(), stretch.fromSecond);
                inStock -= Math.max(0, common);
            }
        }
        return minutes(inStock);
    }

    private static int minutes(long seconds) {
        return Math.toIntExact((seconds + MINUTE_SECONDS / 2) / MINUTE_SECONDS);
    }
}
