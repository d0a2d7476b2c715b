package io.millrace.benchmarks.ledger;

import io.millrace.benchmarks.ledger.StockEvent.Count;
import io.millrace.benchmarks.ledger.StockEvent.Sale;
import io.millrace.domain.LaneKey;
import io.millrace.domain.Money;
import io.millrace.domain.Quantity;
import io.millrace.events.Channel;
import io.millrace.events.EventHeader;
import io.millrace.events.Origin;
import io.millrace.events.pos.LineKind;
import io.millrace.events.pos.SaleCompleted;
import io.millrace.events.pos.SaleLine;
import io.millrace.events.pos.Tender;
import io.millrace.events.pos.TenderKind;
import io.millrace.events.pos.TillEvent;
import io.millrace.events.stock.CountKind;
import io.millrace.events.stock.CountLine;
import io.millrace.events.stock.StockCommand;
import io.millrace.events.stock.StockCounted;
import io.millrace.schemas.avro.AvroRoot;
import io.millrace.schemas.registry.SchemaRegistry;
import io.millrace.schemas.topics.TopicSettings;
import io.millrace.schemas.topics.Topics;
import io.millrace.schemas.wire.AvroSerializer;
import io.millrace.schemas.wire.LanePartitioner;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;

/// Events as the ledger's records: what tills and store systems would send, as bytes.
final class EventRecords {
    private static final String CURRENCY = "EUR";
    private static final long TEN_THOUSANDTHS_PER_CENT = 100;
    private static final int CHEAPEST_CENTS = 49;
    private static final int PRICES = 997;

    private final Names names;
    private final LocalDate businessDate;
    private final AvroSerializer<AvroRoot> serializer;
    private final String sales;
    private final String commands;
    private final byte[][] keys;
    private final int[] partitions;

    EventRecords(Names names, LocalDate businessDate, SchemaRegistry registry, TopicSettings topics) {
        this.names = names;
        this.businessDate = businessDate;
        this.serializer = new AvroSerializer<>(registry);
        this.sales = Topics.SALES.prefixed(topics.prefix()).name();
        this.commands = Topics.STOCK_COMMANDS.prefixed(topics.prefix()).name();
        this.keys = new byte[names.locations()][];
        this.partitions = new int[keys.length];
        for (int location = 0; location < keys.length; location++) {
            LaneKey lane = names.lane(location);
            keys[location] = lane.text().getBytes(StandardCharsets.UTF_8);
            partitions[location] = LanePartitioner.partition(lane, topics.lanePartitions());
        }
    }

    ProducerRecord<byte[], byte[]> record(StockEvent event) {
        return switch (event) {
            case Sale sale -> record(sales, sale.location(), tillEvent(sale));
            case Count count -> record(commands, count.location(), command(count));
        };
    }

    private ProducerRecord<byte[], byte[]> record(String topic, int location, AvroRoot value) {
        return new ProducerRecord<>(topic, partitions[location], keys[location], serializer.serialize(topic, value));
    }

    private TillEvent tillEvent(Sale sale) {
        List<SaleLine> lines = new ArrayList<>(sale.lines().size());
        long total = 0;
        for (int line = 0; line < sale.lines().size(); line++) {
            lines.add(saleLine(line + 1, sale.lines().item(line), sale.lines().units(line)));
            total += price(sale.lines().item(line)) * sale.lines().units(line);
        }
        Origin origin = Origin.builder()
                .system("acme-pos")
                .till(Names.till(sale.till()))
                .sequence(sale.sequence())
                .build();
        return TillEvent.builder()
                .header(header(sale).businessDate(businessDate).origin(origin).build())
                .body(SaleCompleted.builder()
                        .receiptNumber(sale.location() + "-" + sale.till() + "-" + sale.sequence())
                        .channel(Channel.STORE)
                        .currency(CURRENCY)
                        .lines(lines)
                        .tenders(List.of(Tender.builder()
                                .kind(TenderKind.CARD)
                                .amount(new Money(total))
                                .build()))
                        .total(new Money(total))
                        .build())
                .build();
    }

    private SaleLine saleLine(int number, int item, int units) {
        return SaleLine.builder()
                .number(number)
                .kind(units > 0 ? LineKind.SALE : LineKind.RETURN)
                .itemId(names.item(item))
                .quantity(Quantity.of(Math.abs(units)))
                .unitPrice(new Money(price(item)))
                .lineTotal(new Money(price(item) * units))
                .build();
    }

    private StockCommand command(Count count) {
        Instant countedAt = time(count);
        List<CountLine> lines = new ArrayList<>(count.lines().size());
        for (int line = 0; line < count.lines().size(); line++) {
            lines.add(CountLine.builder()
                    .number(line + 1)
                    .itemId(names.item(count.lines().item(line)))
                    .counted(Quantity.of(count.lines().units(line)))
                    .countedAt(countedAt)
                    .build());
        }
        return StockCommand.builder()
                .header(header(count).build())
                .body(StockCounted.builder()
                        .kind(count.opening() ? CountKind.OPENING : CountKind.SPOT)
                        .lines(lines)
                        .build())
                .build();
    }

    private EventHeader.Builder header(StockEvent event) {
        return EventHeader.builder()
                .eventId(names.eventId(event.number()))
                .tenantId(Names.TENANT)
                .locationId(names.location(event.location()))
                .occurredAt(time(event));
    }

    private static Instant time(StockEvent event) {
        return Instant.EPOCH.plus(event.occurredAtMicros(), ChronoUnit.MICROS);
    }

    private static long price(int item) {
        return (CHEAPEST_CENTS + item % PRICES) * TEN_THOUSANDTHS_PER_CENT;
    }
}
