package io.millrace.benchmarks.intake;

import io.millrace.domain.LaneKey;
import io.millrace.domain.Money;
import io.millrace.domain.Quantity;
import io.millrace.events.Channel;
import io.millrace.events.EventHeader;
import io.millrace.events.Origin;
import io.millrace.events.pos.LineKind;
import io.millrace.events.pos.SaleCompleted;
import io.millrace.events.pos.SaleLine;
import io.millrace.events.pos.TillEvent;
import io.millrace.events.stock.DemandHistoryLoaded;
import io.millrace.events.stock.HistoryLine;
import io.millrace.events.stock.StockCommand;
import io.millrace.schemas.registry.SchemaRegistry;
import io.millrace.schemas.topics.Topics;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.apache.kafka.common.serialization.Serializer;

/// What shops send: two years of an item's past in one command, and baskets of today.
final class DemandRecords {
    static final int DAYS = 730;
    static final int LINES = 5;
    static final int LANES = 16;

    private static final int ITEMS = 5_000;
    private static final int TILLS = 4;
    private static final long SEED = 20_261_121;

    private DemandRecords() {}

    static LaneKey lane(int number) {
        return LaneKey.of("bench", "store-" + number % LANES);
    }

    private static EventHeader.Builder header(int number, Random random, Instant at) {
        LaneKey lane = lane(number);
        return EventHeader.builder()
                .eventId(new UUID(random.nextLong(), random.nextLong()))
                .tenantId(lane.tenant().value())
                .locationId(lane.location().value())
                .occurredAt(at);
    }

    /// One command for each item: a line for each day.
    static byte[][] history(SchemaRegistry registry, int commands) {
        Serializer<StockCommand> serializer =
                Topics.STOCK_COMMANDS.valueSerde(registry).serializer();
        Random random = new Random(SEED);
        Instant now = Instant.now();
        LocalDate first = LocalDate.ofInstant(now, ZoneOffset.UTC).minusDays(DAYS);
        byte[][] records = new byte[commands][];
        for (int command = 0; command < commands; command++) {
            List<HistoryLine> lines = new ArrayList<>(DAYS);
            for (int day = 0; day < DAYS; day++) {
                lines.add(new HistoryLine(
                        "item-" + command / LANES,
                        first.plusDays(day),
                        Quantity.of(random.nextInt(20)),
                        Money.parse("1.99"),
                        day % 30 == 0 ? "P1" : null,
                        day % 7 == 0 ? 0.5 : 1.0));
            }
            StockCommand sent =
                    new StockCommand(header(command, random, now).build(), new DemandHistoryLoaded("EUR", lines));
            records[command] = serializer.serialize(Topics.STOCK_COMMANDS.name(), sent);
        }
        return records;
    }

    /// Baskets over the last hours, each shop's in order.
    static byte[][] sales(SchemaRegistry registry, int sales) {
        Serializer<TillEvent> serializer = Topics.SALES.valueSerde(registry).serializer();
        Random random = new Random(SEED);
        Instant first = Instant.now().minus(Duration.ofHours(8));
        byte[][] records = new byte[sales][];
        for (int sale = 0; sale < sales; sale++) {
            Instant at = first.plusMillis(sale * Duration.ofHours(8).toMillis() / sales);
            int till = sale / LANES % TILLS;
            EventHeader header = header(sale, random, at)
                    .businessDate(LocalDate.ofInstant(at, ZoneOffset.UTC))
                    .origin(Origin.builder()
                            .system("bench")
                            .till("t" + till)
                            .sequence(1L + sale / LANES / TILLS)
                            .build())
                    .build();
            records[sale] = serializer.serialize(Topics.SALES.name(), new TillEvent(header, basket(random)));
        }
        return records;
    }

    private static SaleCompleted basket(Random random) {
        List<SaleLine> lines = new ArrayList<>(LINES);
        for (int line = 1; line <= LINES; line++) {
            lines.add(SaleLine.builder()
                    .number(line)
                    .kind(LineKind.SALE)
                    .itemId("item-" + random.nextInt(ITEMS))
                    .quantity(Quantity.of(1))
                    .unitPrice(Money.parse("1.99"))
                    .lineTotal(Money.parse("1.99"))
                    .build());
        }
        return SaleCompleted.builder()
                .channel(Channel.STORE)
                .currency("EUR")
                .lines(lines)
                .build();
    }
}
