package io.millrace.topology.demand;

import static io.millrace.topology.demand.DemandFixture.SHOP;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.events.catalog.SpecialDay;
import io.millrace.events.demand.DemandDay;
import io.millrace.events.stock.EventKind;
import io.millrace.events.stock.JournalEntry;
import io.millrace.topology.demand.JournalScript.Line;
import io.millrace.topology.demand.JournalScript.When;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/// The topology against the reference, on random journals around the days on which clocks change.
class DemandProperties {
    private static final List<String> ZONES =
            List.of("Europe/Berlin", "Australia/Lord_Howe", "America/New_York", "UTC");
    private static final List<LocalDate> MIDDLES = List.of(
            LocalDate.of(2026, 3, 29), LocalDate.of(2026, 10, 25), LocalDate.of(2026, 4, 5), LocalDate.of(2026, 11, 1));
    private static final List<String> CUT_OVERS = List.of("00:00", "02:30", "05:00");
    private static final List<String> ITEMS = List.of("milk", "bread");
    private static final int DAYS = 9;

    /// A sale that can still be voided.
    private record Kept(When when, List<Line> lines) {}

    /// A correction of something that a count has seen, long before the days that are still open.
    @Example
    void shouldRememberTheCountThatSawWhatIsCorrectedMuchLater() {
        shouldEqualTheRecomputationFromTheWholeJournal(1729);
    }

    @Property(tries = 150)
    void shouldEqualTheRecomputationFromTheWholeJournal(@ForAll long seed) {
        Random random = new Random(seed);
        LocalDate middle = MIDDLES.get(random.nextInt(MIDDLES.size()));
        String zone = ZONES.get(random.nextInt(ZONES.size()));
        String cutOver = CUT_OVERS.get(random.nextInt(CUT_OVERS.size()));
        boolean night = random.nextBoolean();
        String opens = night ? "18:00" : "08:30";
        String closes = night ? "03:00" : "20:00";
        LocalDate closure = middle.plusDays(random.nextInt(5) - 2);
        List<JournalEntry> journal = journal(random, middle.minusDays(4));
        ReferenceDemand reference = new ReferenceDemand(
                ZoneId.of(zone),
                LocalTime.parse(cutOver),
                LocalTime.parse(opens),
                LocalTime.parse(closes),
                Set.of(closure),
                DemandFixture.RULES.sealAfter());

        try (DemandFixture demand = new DemandFixture()) {
            demand.calendar("c", new SpecialDay(closure, null, true, List.of()));
            demand.location(zone, cutOver, DemandFixture.everyDay(opens, closes), "c");

            journal.forEach(demand::journal);

            assertThat(comparable(demand.days().values())).as("seed %d", seed).isEqualTo(reference.days(journal));
        }
    }

    /// The days as the reference tells them.
    static Map<String, ReferenceDemand.Day> comparable(Collection<DemandDay> written) {
        Map<String, ReferenceDemand.Day> days = new TreeMap<>();
        for (DemandDay day : written) {
            days.put(
                    day.itemId() + " " + day.businessDate(),
                    new ReferenceDemand.Day(
                            day.units().thousandths(),
                            day.returns().thousandths(),
                            day.revenue().tenThousandths(),
                            day.transactions(),
                            day.promotionId(),
                            day.inStockMinutes(),
                            day.openMinutes(),
                            day.stockOuts().stream()
                                    .map(out -> out.from() + " to " + out.to())
                                    .toList()));
        }
        return days;
    }

    private static List<JournalEntry> journal(Random random, LocalDate first) {
        JournalScript script = new JournalScript(SHOP);
        List<JournalEntry> journal = new ArrayList<>();
        List<Kept> sales = new ArrayList<>();
        Map<String, Instant> lastCount = new HashMap<>();
        Instant recordedAt = first.atTime(12, 0).atZone(ZoneId.of("UTC")).toInstant();
        Instant end = recordedAt.plus(Duration.ofDays(DAYS));
        while (recordedAt.isBefore(end)) {
            recordedAt = recordedAt.plusSeconds(60L * (1 + random.nextInt(600)));
            journal.add(step(random, script, recordedAt, sales, lastCount));
        }
        return journal;
    }

    private static JournalEntry step(
            Random random, JournalScript script, Instant recordedAt, List<Kept> sales, Map<String, Instant> lastCount) {
        String item = ITEMS.get(random.nextInt(ITEMS.size()));
        long lateMinutes = random.nextInt(4) > 0 ? 0 : random.nextInt(random.nextBoolean() ? 600 : 6 * 24 * 60);
        Instant occurredAt = recordedAt.minusSeconds(60 * lateMinutes);
        When when = new When(occurredAt, recordedAt, null);
        return switch (random.nextInt(10)) {
            case 0, 1 -> script.entry(EventKind.STOCK_RECEIVED, when, Line.received(item, 1 + random.nextInt(6)));
            case 2 -> counted(random, script, when, item, lastCount);
            case 3, 4 -> {
                if (sales.isEmpty()) {
                    yield script.entry(EventKind.STOCK_RECEIVED, when, Line.received(item, 2));
                }
                yield takenBack(random, script, recordedAt, sales.remove(random.nextInt(sales.size())), lastCount);
            }
            default -> sold(random, script, when, sales, lastCount);
        };
    }

    private static JournalEntry counted(
            Random random, JournalScript script, When when, String item, Map<String, Instant> lastCount) {
        Instant before = lastCount.get(item);
        if (before != null && !when.occurredAt().isAfter(before)) {
            return script.entry(EventKind.STOCK_RECEIVED, when, Line.received(item, 1));
        }
        lastCount.put(item, when.occurredAt());
        return script.entry(
                EventKind.STOCK_COUNTED, when, Line.counted(item, random.nextInt(7) - 3, when.occurredAt()));
    }

    private static JournalEntry sold(
            Random random, JournalScript script, When when, List<Kept> sales, Map<String, Instant> lastCount) {
        When booked = random.nextInt(5) > 0
                ? when
                : new When(
                        when.occurredAt(), when.recordedAt(), LocalDate.ofInstant(when.occurredAt(), ZoneId.of("UTC")));
        List<Line> lines = new ArrayList<>();
        for (int i = 0; i <= random.nextInt(3); i++) {
            String item = ITEMS.get(random.nextInt(ITEMS.size()));
            long units = 1L + random.nextInt(3);
            String total = units + ".50";
            Line line = random.nextInt(6) == 0 ? Line.returned(item, units, total) : Line.sold(item, units, total);
            line = random.nextInt(3) == 0 ? line.promoted("P" + random.nextInt(2)) : line;
            lines.add(line);
        }
        sales.add(new Kept(booked, List.copyOf(lines)));
        return script.entry(
                EventKind.SALE_COMPLETED,
                booked,
                asSeen(lines, when.occurredAt(), lastCount).toArray(Line[]::new));
    }

    private static JournalEntry takenBack(
            Random random, JournalScript script, Instant recordedAt, Kept sale, Map<String, Instant> lastCount) {
        List<Line> lines = new ArrayList<>();
        sale.lines.forEach(line -> lines.add(line.back()));
        boolean corrected = random.nextBoolean();
        if (corrected) {
            lines.add(Line.sold(ITEMS.getFirst(), 1 + random.nextInt(4), "7.00"));
        }
        return script.entry(
                corrected ? EventKind.EVENT_CORRECTED : EventKind.SALE_VOIDED,
                new When(recordedAt, recordedAt, null),
                sale.when,
                asSeen(lines, sale.when.occurredAt(), lastCount).toArray(Line[]::new));
    }

    /// What happened before the last count was seen by it, as the ledger says.
    private static List<Line> asSeen(List<Line> lines, Instant at, Map<String, Instant> lastCount) {
        return lines.stream()
                .map(line -> {
                    Instant counted = lastCount.get(line.item());
                    return counted != null && !at.isAfter(counted) ? line.seenByCount() : line;
                })
                .toList();
    }

    /// Keeps the names of what a run covers honest.
    @Property(tries = 20)
    void shouldMakeJournalsOfEveryKind(@ForAll long seed) {
        Set<EventKind> kinds = new HashSet<>();
        journal(new Random(seed), LocalDate.of(2026, 3, 25)).forEach(entry -> kinds.add(entry.kind()));

        assertThat(kinds).contains(EventKind.SALE_COMPLETED, EventKind.STOCK_RECEIVED);
    }
}
