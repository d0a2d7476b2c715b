package io.millrace.benchmarks.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.millrace.benchmarks.ledger.StockEvent.Count;
import io.millrace.benchmarks.ledger.StockEvent.Sale;
import java.time.Instant;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class WorkloadTest {
    private static final int EVENTS = 60_000;
    private static final long SEED = 7;
    private static final Instant NOW = Instant.parse("2026-01-31T10:15:30Z");
    private static final Shape SHAPE = Shape.of(20, 500);
    private static final long MICROS_PER_HOUR = 3_600_000_000L;

    @Test
    void shouldGiveTheSameDayForTheSameSeed() {
        // given
        Workload first = new Workload(SHAPE, SEED, NOW);
        Workload second = new Workload(SHAPE, SEED, NOW);

        // when
        List<String> told = first.next(5_000).stream().map(WorkloadTest::told).toList();

        // then
        assertThat(second.next(5_000).stream().map(WorkloadTest::told)).isEqualTo(told);
    }

    @Test
    void shouldMixRepeatsReturnsLateEventsAndCountsAsStated() {
        // when
        List<StockEvent> events = new Workload(SHAPE, SEED, NOW).next(EVENTS);

        // then
        assertThat(repeats(events)).isCloseTo(EVENTS * Workload.REPEATS, within(100.0));
        assertThat(late(events)).isCloseTo(EVENTS * Workload.LATE, within(75.0));
        long lines = events.stream().mapToLong(event -> event.lines().size()).sum();
        assertThat(returned(events)).isCloseTo(lines * Workload.RETURNED_LINES, Offset.offset(250.0));
        assertThat(events.stream().filter(Count.class::isInstance).count()).isEqualTo(lines / Workload.LINES_PER_COUNT);
    }

    @Test
    void shouldLeaveOnlyLateNumbersOutOfATillsSequence() {
        // when
        List<StockEvent> events = new Workload(SHAPE, SEED, NOW).next(EVENTS);

        // then
        Map<String, BitSet> numbers = new HashMap<>();
        for (StockEvent event : events) {
            if (event instanceof Sale sale) {
                numbers.computeIfAbsent(sale.location() + "/" + sale.till(), till -> new BitSet())
                        .set((int) sale.sequence());
            }
        }
        long missing = numbers.values().stream()
                .mapToLong(till -> till.length() - 1 - till.cardinality())
                .sum();
        assertThat(missing).isLessThan(50); // Held back when the listing ended.
    }

    @Test
    void shouldSellFewItemsOftenAndMostOfThemRarely() {
        // when
        int[] sold = new int[SHAPE.items()];
        for (StockEvent event : new Workload(SHAPE, SEED, NOW).next(EVENTS)) {
            for (int line = 0; line < event.lines().size(); line++) {
                sold[event.lines().item(line)]++;
            }
        }

        // then
        assertThat(sold[0]).isGreaterThan(50 * sold[SHAPE.items() - 1]);
        assertThat(sold[SHAPE.items() - 1]).isPositive();
    }

    @Test
    void shouldCountEveryPositionInOnce() {
        // when
        List<Count> openings = new Workload(SHAPE, SEED, NOW).openings();

        // then
        Set<Long> positions = new HashSet<>();
        for (Count opening : openings) {
            for (int line = 0; line < opening.lines().size(); line++) {
                positions.add((long) opening.location() * SHAPE.items()
                        + opening.lines().item(line));
            }
        }
        assertThat(positions).hasSize(SHAPE.positions());
        assertThat(openings.stream().mapToInt(opening -> opening.lines().size()).sum())
                .isEqualTo(SHAPE.positions());
    }

    private static String told(StockEvent event) {
        StringBuilder told = new StringBuilder()
                .append(event.number())
                .append('@')
                .append(event.location())
                .append('/')
                .append(event.occurredAtMicros());
        for (int line = 0; line < event.lines().size(); line++) {
            told.append(' ')
                    .append(event.lines().item(line))
                    .append('*')
                    .append(event.lines().units(line));
        }
        return told.toString();
    }

    private static double repeats(List<StockEvent> events) {
        Set<Long> seen = new HashSet<>();
        return events.stream().filter(event -> !seen.add(event.number())).count();
    }

    private static double late(List<StockEvent> events) {
        Set<Long> seen = new HashSet<>();
        long started = events.getFirst().occurredAtMicros();
        return events.stream()
                .filter(event -> event.occurredAtMicros() < started - MICROS_PER_HOUR / 2 && seen.add(event.number()))
                .count();
    }

    private static double returned(List<StockEvent> events) {
        long returned = 0;
        for (StockEvent event : events) {
            for (int line = 0; line < event.lines().size(); line++) {
                returned += event.lines().units(line) < 0 ? 1 : 0;
            }
        }
        return returned;
    }
}
