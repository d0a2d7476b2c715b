package io.millrace.benchmarks.chaos;

import io.millrace.domain.LaneKey;
import io.millrace.domain.Quantity;
import io.millrace.events.Channel;
import io.millrace.events.EventHeader;
import io.millrace.events.Origin;
import io.millrace.events.pos.LineKind;
import io.millrace.events.pos.SaleCompleted;
import io.millrace.events.pos.SaleLine;
import io.millrace.events.pos.TillEvent;
import io.millrace.events.stock.AdjustmentLine;
import io.millrace.events.stock.CountKind;
import io.millrace.events.stock.CountLine;
import io.millrace.events.stock.ReceiptLine;
import io.millrace.events.stock.StockAdjusted;
import io.millrace.events.stock.StockCommand;
import io.millrace.events.stock.StockCounted;
import io.millrace.events.stock.StockReceived;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

/// A random life of a few shops, and, worked out in the simplest way, what must be in them at the end.
final class ChaosHistory {
    private static final int LOCATIONS = 24;
    private static final int ITEMS = 25;
    private static final int TILLS = 2;
    private static final long SPREAD_SECONDS = 6 * 3_600;

    private final Random random;
    private final Instant end;
    private final LocalDate day;
    private final Map<String, Long> sequences = new HashMap<>();
    private final List<TillEvent> sales = new ArrayList<>();
    private final Map<String, Fate> fates = new HashMap<>();
    private int made;

    /// What happened to one item at one place.
    private static final class Fate {
        private final List<Effect> effects = new ArrayList<>();
        private final Map<Instant, Quantity> counts = new HashMap<>();

        /// The last count, and what happened after it.
        Quantity free() {
            Instant counted = counts.keySet().stream().max(Instant::compareTo).orElse(Instant.MIN);
            Quantity free = counts.getOrDefault(counted, Quantity.ZERO);
            for (Effect effect : effects) {
                free = effect.at.isAfter(counted) ? free.plus(effect.delta) : free;
            }
            return free;
        }
    }

    private record Effect(Instant at, Quantity delta) {}

    ChaosHistory(long seed, Instant end) {
        this.random = new Random(seed);
        this.end = end;
        this.day = LocalDate.ofInstant(end, ZoneOffset.UTC);
    }

    static List<LaneKey> lanes() {
        List<LaneKey> lanes = new ArrayList<>();
        for (int i = 1; i <= LOCATIONS; i++) {
            lanes.add(LaneKey.of("chaos", "store-" + i));
        }
        return lanes;
    }

    static List<String> items() {
        List<String> items = new ArrayList<>();
        for (int i = 1; i <= ITEMS; i++) {
            items.add("item-" + i);
        }
        return items;
    }

    /// How many different events there were.
    int made() {
        return made;
    }

    /// The free stock that must be there at the end, by `tenant|location|item`.
    Map<String, Quantity> expected() {
        Map<String, Quantity> expected = new HashMap<>();
        fates.forEach((key, fate) -> expected.put(key, fate.free()));
        return expected;
    }

    /// One of the sales that were sent before, if it is time for one.
    boolean isRepeat() {
        return !sales.isEmpty() && random.nextInt(20) == 0;
    }

    TillEvent repeat() {
        return sales.get(random.nextInt(sales.size()));
    }

    boolean isSale() {
        return random.nextInt(10) < 8;
    }

    TillEvent sale() {
        LaneKey lane = lane();
        String till = "till-" + (1 + random.nextInt(TILLS));
        long sequence = sequences.merge(lane + till, 1L, Long::sum);
        Instant at = time();
        List<SaleLine> lines = new ArrayList<>();
        for (int number = 1; number <= 1 + random.nextInt(5); number++) {
            boolean isReturn = random.nextInt(20) == 0;
            String item = item();
            Quantity quantity = quantity();
            fate(lane, item).effects.add(new Effect(at, isReturn ? quantity : quantity.negated()));
            lines.add(SaleLine.builder()
                    .number(number)
                    .kind(isReturn ? LineKind.RETURN : LineKind.SALE)
                    .itemId(item)
                    .quantity(quantity)
                    .build());
        }
        TillEvent sale = TillEvent.builder()
                .header(header(lane, at)
                        .businessDate(day)
                        .origin(Origin.builder()
                                .system("chaos")
                                .till(till)
                                .sequence(sequence)
                                .build())
                        .build())
                .body(SaleCompleted.builder()
                        .channel(Channel.STORE)
                        .currency("EUR")
                        .lines(lines)
                        .build())
                .build();
        sales.add(sale);
        return sale;
    }

    StockCommand command() {
        LaneKey lane = lane();
        Instant at = time();
        String item = item();
        Quantity quantity = quantity();
        StockCommand.Body body = switch (random.nextInt(3)) {
            case 0 -> {
                fate(lane, item).effects.add(new Effect(at, quantity));
                yield received(item, quantity);
            }
            case 1 -> {
                fate(lane, item).effects.add(new Effect(at, quantity.negated()));
                yield adjusted(item, quantity.negated());
            }
            default -> {
                fate(lane, item).counts.put(at, quantity);
                yield counted(item, quantity, at);
            }
        };
        return StockCommand.builder()
                .header(header(lane, at).build())
                .body(body)
                .build();
    }

    private static StockReceived received(String item, Quantity quantity) {
        return StockReceived.builder()
                .lines(List.of(ReceiptLine.builder()
                        .number(1)
                        .itemId(item)
                        .quantity(quantity)
                        .build()))
                .build();
    }

    private static StockAdjusted adjusted(String item, Quantity delta) {
        return StockAdjusted.builder()
                .reasonCode("CHAOS")
                .lines(List.of(AdjustmentLine.builder()
                        .number(1)
                        .itemId(item)
                        .delta(delta)
                        .build()))
                .build();
    }

    private static StockCounted counted(String item, Quantity quantity, Instant at) {
        return StockCounted.builder()
                .kind(CountKind.SPOT)
                .lines(List.of(CountLine.builder()
                        .number(1)
                        .itemId(item)
                        .counted(quantity)
                        .countedAt(at)
                        .build()))
                .build();
    }

    private EventHeader.Builder header(LaneKey lane, Instant at) {
        made++;
        return EventHeader.builder()
                .eventId(new UUID(random.nextLong(), random.nextLong()))
                .tenantId(lane.tenant().value())
                .locationId(lane.location().value())
                .occurredAt(at);
    }

    private LaneKey lane() {
        return lanes().get(random.nextInt(LOCATIONS));
    }

    private String item() {
        return "item-" + (1 + random.nextInt(ITEMS));
    }

    private Quantity quantity() {
        return new Quantity(1 + random.nextInt(5_000));
    }

    /// Some time in the hours before: events come in no order at all, and no two at the same time.
    private Instant time() {
        return end.minusSeconds(random.nextLong(SPREAD_SECONDS)).minusNanos((made + 1) * 1_000L);
    }

    private Fate fate(LaneKey lane, String item) {
        return fates.computeIfAbsent(lane + "|" + item, _ -> new Fate());
    }
}
