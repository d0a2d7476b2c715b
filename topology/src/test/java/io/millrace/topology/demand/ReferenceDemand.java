package io.millrace.topology.demand;

import io.millrace.events.Bucket;
import io.millrace.events.stock.JournalEntry;
import io.millrace.events.stock.JournalFlag;
import io.millrace.events.stock.JournalLine;
import io.millrace.events.stock.Movement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Demand worked out from a whole journal, slowly and plainly: every day minute by minute, every time from the start.
/// For journals whose times are whole minutes.
final class ReferenceDemand {
    private final ZoneId zone;
    private final LocalTime cutOver;
    private final LocalTime opens;
    private final LocalTime closes;
    private final Set<LocalDate> closures;
    private final Duration sealAfter;

    /// Goods that came to the shelf or left it.
    private record Change(String item, Instant at, long units, int sales, Instant recordedAt) {}

    /// A line that a customer paid for or was paid for.
    private record Sale(
            String item,
            LocalDate day,
            long sold,
            long returned,
            long amount,
            @Nullable String promotion,
            long receipt,
            boolean back,
            Instant recordedAt) {}

    /// What is compared.
    record Day(
            long units,
            long returns,
            long revenue,
            long transactions,
            @Nullable String promotion,
            @Nullable Integer inStockMinutes,
            int openMinutes,
            List<String> stockOuts) {}

    ReferenceDemand(
            ZoneId zone,
            LocalTime cutOver,
            LocalTime opens,
            LocalTime closes,
            Set<LocalDate> closures,
            Duration sealAfter) {
        this.zone = zone;
        this.cutOver = cutOver;
        this.opens = opens;
        this.closes = closes;
        this.closures = closures;
        this.sealAfter = sealAfter;
    }

    Instant begin(LocalDate date) {
        return ZonedDateTime.of(date, cutOver, zone).toInstant();
    }

    LocalDate dayOf(Instant time) {
        LocalDate date = LocalDate.of(2026, 1, 1);
        while (!begin(date.plusDays(1)).isAfter(time)) {
            date = date.plusDays(1);
        }
        return date;
    }

    private Instant seals(LocalDate date) {
        return begin(date.plusDays(1)).plus(sealAfter);
    }

    /// Every item's days, by item and date.
    Map<String, Day> days(List<JournalEntry> journal) {
        List<Change> changes = new ArrayList<>();
        List<Sale> sales = new ArrayList<>();
        Map<String, List<Instant>> counts = new HashMap<>();
        Map<String, NavigableMap<Instant, Instant>> known = new HashMap<>();
        for (JournalEntry entry : journal) {
            for (JournalLine line : entry.lines()) {
                read(entry, line, changes, sales, counts, known);
            }
        }
        Map<String, Day> days = new TreeMap<>();
        Set<String> names = new HashSet<>();
        sales.stream()
                .filter(sale -> sale.recordedAt.isBefore(seals(sale.day)))
                .forEach(sale -> names.add(sale.item + " " + sale.day));
        changes.stream()
                .filter(change -> change.recordedAt.isBefore(seals(dayOf(change.at))))
                .forEach(change -> names.add(change.item + " " + dayOf(change.at)));
        for (String name : names) {
            String[] parts = name.split(" ", -1);
            days.put(name, day(parts[0], LocalDate.parse(parts[1]), changes, sales, known.get(parts[0])));
        }
        return days;
    }

    private void read(
            JournalEntry entry,
            JournalLine line,
            List<Change> changes,
            List<Sale> sales,
            Map<String, List<Instant>> counts,
            Map<String, NavigableMap<Instant, Instant>> known) {
        String item = line.itemId();
        Instant at = earlier(
                entry.originalOccurredAt() == null ? entry.header().occurredAt() : entry.originalOccurredAt(),
                entry.recordedAt());
        boolean counted = line.countedAt() != null && !line.flags().contains(JournalFlag.RECOUNT);
        if (counted) {
            at = earlier(line.countedAt(), entry.recordedAt());
            counts.computeIfAbsent(item, _ -> new ArrayList<>()).add(at);
        }
        boolean brought = counted;
        long sold = 0;
        long returned = 0;
        for (Movement movement : line.movements()) {
            long units = movement.quantity().thousandths();
            boolean absorbed = "ABSORBED_BY_COUNT".equals(movement.reasonCode());
            boolean out = movement.to() == Bucket.CUSTOMER;
            boolean in = movement.from() == Bucket.CUSTOMER;
            if (line.reversed()) {
                sold -= in ? units : 0;
                returned -= out ? units : 0;
            } else {
                sold += out ? units : 0;
                returned += in ? units : 0;
            }
            int proof = !absorbed && out && !line.reversed() ? 1 : !absorbed && in && line.reversed() ? -1 : 0;
            long delta = movement.to() == Bucket.FREE ? units : -units;
            Instant when = at;
            if (absorbed) {
                Instant sale = at;
                when = counts.getOrDefault(item, List.of()).stream()
                        .filter(count -> !count.isBefore(sale))
                        .findFirst()
                        .orElse(sale);
            }
            changes.add(new Change(item, when, delta, proof, entry.recordedAt()));
            brought |= movement.from() == Bucket.SUPPLIER;
        }
        if (brought) {
            known.computeIfAbsent(item, _ -> new TreeMap<>()).merge(entry.recordedAt(), at, ReferenceDemand::earlier);
        }
        if (sold != 0 || returned != 0) {
            LocalDate booked =
                    entry.originalOccurredAt() == null ? entry.header().businessDate() : entry.originalBusinessDate();
            long amount = line.lineTotal() == null ? 0 : line.lineTotal().tenThousandths();
            sales.add(new Sale(
                    item,
                    booked == null ? dayOf(at) : booked,
                    sold,
                    returned,
                    Long.signum(sold) * amount - Long.signum(returned) * amount,
                    line.promotionId(),
                    entry.sequence(),
                    line.reversed(),
                    entry.recordedAt()));
        }
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private Day day(
            String item,
            LocalDate date,
            List<Change> allChanges,
            List<Sale> allSales,
            @Nullable NavigableMap<Instant, Instant> knownSince) {
        Instant seals = seals(date);
        List<Sale> sales = allSales.stream()
                .filter(sale -> sale.item.equals(item) && sale.day.equals(date) && sale.recordedAt.isBefore(seals))
                .toList();
        List<Change> changes = allChanges.stream()
                .filter(change -> change.item.equals(item) && change.recordedAt.isBefore(seals))
                .toList();
        boolean known = knownSince != null
                && knownSince.headMap(seals).values().stream()
                        .anyMatch(at -> !dayOf(at).isAfter(date));
        boolean[] out = out(date, changes);
        boolean[] open = open(date);
        int openMinutes = 0;
        int inStock = 0;
        for (int minute = 0; minute < out.length; minute++) {
            openMinutes += open[minute] ? 1 : 0;
            inStock += open[minute] && !out[minute] ? 1 : 0;
        }
        return new Day(
                sales.stream().mapToLong(Sale::sold).sum(),
                sales.stream().mapToLong(Sale::returned).sum(),
                sales.stream().mapToLong(Sale::amount).sum(),
                receipts(sales),
                promotion(sales),
                known ? inStock : null,
                openMinutes,
                known ? runs(date, out) : List.of());
    }

    private static long receipts(List<Sale> sales) {
        Set<Long> sold = new HashSet<>();
        Set<Long> back = new HashSet<>();
        sales.stream().filter(sale -> sale.sold != 0).forEach(sale -> (sale.back ? back : sold).add(sale.receipt));
        return (long) sold.size() - back.size();
    }

    private static @Nullable String promotion(List<Sale> sales) {
        TreeMap<String, Long> units = new TreeMap<>();
        sales.stream()
                .filter(sale -> sale.promotion != null)
                .forEach(sale -> units.merge(sale.promotion, sale.sold, Long::sum));
        String best = null;
        for (String promotion : units.keySet()) {
            if (units.get(promotion) > (best == null ? 0 : units.get(best))) {
                best = promotion;
            }
        }
        return best;
    }

    /// Minute by minute: nothing free, and no later sale while nothing was free that proves the opposite.
    private boolean[] out(LocalDate date, List<Change> changes) {
        Instant begin = begin(date);
        int minutes =
                Math.toIntExact(Duration.between(begin, begin(date.plusDays(1))).toMinutes());
        boolean[] out = new boolean[minutes];
        boolean proven = false;
        for (int minute = minutes - 1; minute >= 0; minute--) {
            Instant now = begin.plusSeconds(60L * minute);
            long free = 0;
            int sales = 0;
            for (Change change : changes) {
                free += change.at.isAfter(now) ? 0 : change.units;
                sales += change.at.equals(now) ? change.sales : 0;
            }
            proven &= free <= 0;
            out[minute] = free <= 0 && !proven;
            proven |= free <= 0 && sales > 0;
        }
        return out;
    }

    private boolean[] open(LocalDate date) {
        Instant begin = begin(date);
        int minutes =
                Math.toIntExact(Duration.between(begin, begin(date.plusDays(1))).toMinutes());
        boolean[] open = new boolean[minutes];
        for (LocalDate day = date.minusDays(1); day.isBefore(date.plusDays(3)); day = day.plusDays(1)) {
            LocalDate last = closes.isAfter(opens) ? day : day.plusDays(1);
            Instant from = ZonedDateTime.of(day, opens, zone).toInstant();
            Instant to = ZonedDateTime.of(last, closes, zone).toInstant();
            for (int minute = 0; minute < minutes && !closures.contains(day); minute++) {
                Instant now = begin.plusSeconds(60L * minute);
                open[minute] |= !now.isBefore(from) && now.isBefore(to);
            }
        }
        return open;
    }

    private List<String> runs(LocalDate date, boolean[] out) {
        List<String> runs = new ArrayList<>();
        Instant begin = begin(date);
        for (int minute = 0; minute < out.length; minute++) {
            if (out[minute] && (minute == 0 || !out[minute - 1])) {
                int end = minute;
                while (end < out.length && out[end]) {
                    end++;
                }
                runs.add(begin.plusSeconds(60L * minute) + " to "
                        + (end == out.length ? null : begin.plusSeconds(60L * end)));
            }
        }
        return runs;
    }
}
