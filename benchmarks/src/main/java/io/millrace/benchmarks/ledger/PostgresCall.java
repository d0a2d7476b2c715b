package io.millrace.benchmarks.ledger;

import io.millrace.benchmarks.ledger.StockEvent.Count;
import io.millrace.benchmarks.ledger.StockEvent.Sale;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/// One event as the database's ledger is called with it: its lines in the order of their items.
final class PostgresCall {
    private static final long THOUSANDTHS = 1_000;

    private final StockEvent event;
    private final int[] items;
    private final long[] quantities;

    PostgresCall(StockEvent event) {
        Lines lines = event.lines();
        int[] order = IntStream.range(0, lines.size())
                .boxed()
                .sorted(Comparator.comparingInt(lines::item))
                .mapToInt(Integer::intValue)
                .toArray();
        long sign = switch (event) {
            case Sale sale -> -THOUSANDTHS;
            case Count count -> THOUSANDTHS;
        };
        this.event = event;
        this.items = Arrays.stream(order).map(lines::item).toArray();
        this.quantities =
                Arrays.stream(order).mapToLong(line -> sign * lines.units(line)).toArray();
    }

    StockEvent event() {
        return event;
    }

    /// The items, ascending. Not to be changed.
    int[] items() {
        return items;
    }

    /// What they change by, or what was counted, in thousandths. Not to be changed.
    long[] quantities() {
        return quantities;
    }

    /// Tells a repeat from another event with the same identity.
    int contentHash() {
        return 31 * Arrays.hashCode(items) + Arrays.hashCode(quantities);
    }
}
