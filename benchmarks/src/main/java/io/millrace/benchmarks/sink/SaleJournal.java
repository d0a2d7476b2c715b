package io.millrace.benchmarks.sink;

import io.millrace.benchmarks.kit.SureSender;
import io.millrace.domain.Money;
import io.millrace.domain.Quantity;
import io.millrace.events.Bucket;
import io.millrace.events.Channel;
import io.millrace.events.EventHeader;
import io.millrace.events.Origin;
import io.millrace.events.stock.Balances;
import io.millrace.events.stock.EventKind;
import io.millrace.events.stock.JournalEntry;
import io.millrace.events.stock.JournalLine;
import io.millrace.events.stock.Movement;
import io.millrace.events.stock.Position;
import io.millrace.events.stock.SourcePosition;
import io.millrace.schemas.registry.SchemaRegistry;
import io.millrace.schemas.topics.Topics;
import io.millrace.schemas.wire.AvroSerializer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;

/// Sales of five lines as the ledger journals them, each with the five positions it leaves. Locations take turns over
/// the partitions; the sales are spread over the days of two months.
final class SaleJournal {
    static final String TENANT = "acme";
    static final int LINES = 5;

    private static final Instant FIRST = Instant.parse("2026-03-01T08:00:00Z");
    private static final Duration APART = Duration.ofMillis(2_600);
    private static final int ITEMS = 5_000;
    private static final int LOCATIONS = 40;
    private static final int ITEM_STEP = 37;

    private final int partitions;
    private final AvroSerializer<JournalEntry> entries;
    private final AvroSerializer<Position> positions;
    private final long[] sequences;
    private int sales;

    SaleJournal(int partitions, SchemaRegistry registry) {
        this.partitions = partitions;
        this.entries = new AvroSerializer<>(registry);
        this.positions = new AvroSerializer<>(registry);
        this.sequences = new long[partitions];
    }

    /// Sends the next sale with its positions; answers its partition.
    int send(SureSender sender) {
        int sale = sales++;
        int partition = sale % partitions;
        String location = "store-" + (sale % LOCATIONS);
        long sequence = ++sequences[partition];
        List<JournalLine> lines = new ArrayList<>();
        for (int i = 0; i < LINES; i++) {
            lines.add(line(i, "item-" + (sale + i * ITEM_STEP) % ITEMS, sequence));
        }
        JournalEntry entry = entry(sale, location, sequence, lines);
        byte[] key = (TENANT + "|" + location).getBytes(StandardCharsets.UTF_8);
        String journal = Topics.JOURNAL.name();
        sender.send(new ProducerRecord<>(journal, partition, key, entries.serialize(journal, entry)));
        String topic = Topics.POSITIONS.name();
        for (JournalLine line : lines) {
            Position position = position(location, line, sequence);
            sender.send(new ProducerRecord<>(topic, partition, key, positions.serialize(topic, position)));
        }
        return partition;
    }

    private static JournalEntry entry(int sale, String location, long sequence, List<JournalLine> lines) {
        Instant at = FIRST.plus(APART.multipliedBy(sale % 2_000_000));
        return JournalEntry.builder()
                .header(EventHeader.builder()
                        .eventId(new UUID(1, sale))
                        .tenantId(TENANT)
                        .locationId(location)
                        .occurredAt(at)
                        .origin(Origin.builder()
                                .system("pos")
                                .till("till-" + sale % 7)
                                .sequence((long) sale)
                                .build())
                        .build())
                .kind(EventKind.SALE_COMPLETED)
                .sequence(sequence)
                .recordedAt(at.plusSeconds(1))
                .source(new SourcePosition(Topics.SALES.name(), 0, sale))
                .reference("receipt-" + sale)
                .currency("EUR")
                .channel(Channel.STORE)
                .lines(lines)
                .build();
    }

    private static JournalLine line(int number, String item, long sequence) {
        return JournalLine.builder()
                .number(number)
                .itemId(item)
                .movements(List.of(Movement.builder()
                        .from(Bucket.FREE)
                        .to(Bucket.CUSTOMER)
                        .quantity(Quantity.of(1))
                        .build()))
                .positionAfter(balances(-sequence))
                .version(sequence)
                .unitPrice(new Money(19_900))
                .lineTotal(new Money(19_900))
                .build();
    }

    private static Balances balances(long free) {
        return new Balances(
                Quantity.of(free), Quantity.ZERO, Quantity.ZERO, Quantity.ZERO, Quantity.ZERO, Quantity.ZERO);
    }

    private static Position position(String location, JournalLine line, long sequence) {
        return Position.builder()
                .tenantId(TENANT)
                .locationId(location)
                .itemId(line.itemId())
                .balances(line.positionAfter())
                .available(line.positionAfter().free())
                .onHand(line.positionAfter().free())
                .version(line.version())
                .lastSaleAt(FIRST)
                .journalSequence(sequence)
                .build();
    }
}
