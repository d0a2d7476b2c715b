package io.millrace.benchmarks.ledger;

import io.millrace.benchmarks.ledger.StockEvent.Count;
import io.millrace.benchmarks.ledger.StockEvent.Sale;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/// An endless day in many shops: baskets of five lines, Zipf over the items, some of them returns, exact repeats of
/// earlier records, events that arrive late, and counts. The same seed gives the same day.
///
/// Every till numbers its baskets without gaps; a late basket keeps its number and arrives thousands of baskets after
/// its neighbours, hours after it happened.
final class Workload {
    static final double RETURNED_LINES = 0.01;
    static final double REPEATS = 0.01;
    static final double LATE = 0.005;
    static final int LINES_PER_COUNT = 10_000;
    static final int OPENING_UNITS = 100_000;

    private static final int COUNTED_ITEMS = 10;
    private static final int OPENING_LINES = 500;
    private static final int UNITS_MAX = 3;
    private static final int REMEMBERED = 16_384;
    private static final int HELD_BACK_EVENTS = 2_000;
    private static final int LATE_HOURS_MAX = 6;
    private static final long MICROS_PER_SECOND = 1_000_000L;
    private static final long MICROS_PER_HOUR = 3_600 * MICROS_PER_SECOND;
    private static final long MICROS_PER_EVENT = 100;
    private static final Duration DAY_LENGTH = Duration.ofHours(2);
    private static final Duration OPENED_BEFORE = Duration.ofHours(12);

    private final Shape shape;
    private final Instant dayStart;
    private final SplittableRandom random;
    private final Zipf popularity;
    private final long[] sequences;
    private final StockEvent[] remembered = new StockEvent[REMEMBERED];
    private final Queue<Held> heldBack = new ArrayDeque<>();
    private int rememberedCount;
    private long emitted;
    private long made;
    private int linesSinceCount;

    private record Held(long dueAt, Sale sale) {}

    /// @param now what the events' times are taken from: the day began two hours before
    Workload(Shape shape, long seed, Instant now) {
        this.shape = shape;
        this.dayStart = now.minus(DAY_LENGTH);
        this.random = new SplittableRandom(seed);
        this.popularity = new Zipf(shape.items());
        this.sequences = new long[shape.locations() * shape.tills()];
    }

    Shape shape() {
        return shape;
    }

    LocalDate businessDate() {
        return dayStart.atOffset(ZoneOffset.UTC).toLocalDate();
    }

    /// The opening counts of all positions, shop by shop. They come before the first event.
    List<Count> openings() {
        List<Count> openings = new ArrayList<>();
        long openedAt = micros(dayStart.minus(OPENED_BEFORE));
        for (int location = 0; location < shape.locations(); location++) {
            for (int first = 0; first < shape.items(); first += OPENING_LINES) {
                int[] items = IntStream.range(first, Math.min(first + OPENING_LINES, shape.items()))
                        .toArray();
                int[] units = new int[items.length];
                Arrays.fill(units, OPENING_UNITS);
                openings.add(new Count(made++, location, true, openedAt, new Lines(items, units)));
            }
        }
        return openings;
    }

    List<StockEvent> next(int events) {
        List<StockEvent> next = new ArrayList<>(events);
        for (int i = 0; i < events; i++) {
            next.add(next());
        }
        return next;
    }

    StockEvent next() {
        emitted++;
        if (linesSinceCount >= LINES_PER_COUNT) {
            linesSinceCount = 0;
            return count();
        }
        Held due = heldBack.peek();
        if (due != null && due.dueAt() <= emitted) {
            heldBack.remove();
            return remember(due.sale());
        }
        double dice = random.nextDouble();
        if (dice < REPEATS && rememberedCount > 0) {
            return emit(remembered[random.nextInt(Math.min(rememberedCount, REMEMBERED))]);
        }
        if (dice > 1 - LATE) {
            heldBack.add(new Held(emitted + HELD_BACK_EVENTS, sale(random.nextLong(1, LATE_HOURS_MAX + 1))));
        }
        return remember(sale(0));
    }

    private StockEvent remember(Sale sale) {
        remembered[rememberedCount++ % REMEMBERED] = sale;
        return emit(sale);
    }

    private StockEvent emit(StockEvent event) {
        linesSinceCount += event.lines().size();
        return event;
    }

    private Sale sale(long hoursAgo) {
        int location = random.nextInt(shape.locations());
        int till = random.nextInt(shape.tills());
        long sequence = ++sequences[location * shape.tills() + till];
        long occurredAt = micros(dayStart) + emitted * MICROS_PER_EVENT - hoursAgo * MICROS_PER_HOUR;
        return new Sale(made++, location, shape.firstTill() + till, sequence, occurredAt, basket());
    }

    private Lines basket() {
        int[] items = differentItems(Shape.LINES_PER_BASKET);
        int[] units = new int[items.length];
        for (int line = 0; line < units.length; line++) {
            int sold = random.nextInt(1, UNITS_MAX + 1);
            units[line] = random.nextDouble() < RETURNED_LINES ? -sold : sold;
        }
        return new Lines(items, units);
    }

    private Count count() {
        int[] items = differentItems(COUNTED_ITEMS);
        int[] units = new int[items.length];
        for (int line = 0; line < units.length; line++) {
            units[line] = OPENING_UNITS - random.nextInt(100);
        }
        linesSinceCount += items.length;
        long countedAt = micros(dayStart) + emitted * MICROS_PER_EVENT;
        return new Count(made++, random.nextInt(shape.locations()), false, countedAt, new Lines(items, units));
    }

    private int[] differentItems(int howMany) {
        int[] items = new int[howMany];
        int found = 0;
        while (found < howMany) {
            int candidate = popularity.draw(random);
            if (Arrays.stream(items, 0, found).noneMatch(item -> item == candidate)) {
                items[found++] = candidate;
            }
        }
        return items;
    }

    private static long micros(Instant time) {
        return Math.addExact(time.getEpochSecond() * MICROS_PER_SECOND, time.getNano() / 1_000);
    }
}
