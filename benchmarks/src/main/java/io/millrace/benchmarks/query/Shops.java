package io.millrace.benchmarks.query;

import io.millrace.domain.CatalogKey;
import io.millrace.domain.LaneKey;
import io.millrace.domain.Quantity;
import io.millrace.domain.RecordKey;
import io.millrace.events.Channel;
import io.millrace.events.EventHeader;
import io.millrace.events.catalog.Item;
import io.millrace.events.catalog.Location;
import io.millrace.events.catalog.LocationType;
import io.millrace.events.catalog.Status;
import io.millrace.events.pos.LineKind;
import io.millrace.events.pos.SaleCompleted;
import io.millrace.events.pos.SaleLine;
import io.millrace.events.pos.TillEvent;
import io.millrace.events.stock.ReceiptLine;
import io.millrace.events.stock.StockCommand;
import io.millrace.events.stock.StockReceived;
import io.millrace.schemas.avro.AvroRoot;
import io.millrace.schemas.registry.SchemaRegistry;
import io.millrace.schemas.topics.Topic;
import io.millrace.schemas.topics.Topics;
import io.millrace.schemas.wire.LanePartitioner;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;

/// Some shops with the same items: their catalogue, their stock, and what they sell.
///
/// @param locations how many shops
/// @param items how many items each of them has
record Shops(int locations, int items, int partitions, SchemaRegistry registry) {
    static final String TENANT = "bench";
    static final int LINES_PER_SALE = 5;
    static final int STOCK = 100_000;

    private static final int LINES_PER_RECEIPT = 500;
    private static final long SEED = 20_261_121;

    static String location(int number) {
        return "store-" + number;
    }

    static String item(int number) {
        return "item-" + number;
    }

    static LaneKey lane(int number) {
        return LaneKey.of(TENANT, location(number));
    }

    /// Every path to a position, in an order that nothing can guess.
    List<String> paths(String prefix, int howMany) {
        SplittableRandom random = new SplittableRandom(SEED);
        List<String> paths = new ArrayList<>(howMany);
        for (int i = 0; i < howMany; i++) {
            paths.add(prefix + location(random.nextInt(locations)) + "/" + item(random.nextInt(items)));
        }
        return paths;
    }

    /// The catalogue.
    List<ProducerRecord<byte[], byte[]>> catalogue() {
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (int number = 0; number < locations; number++) {
            Location location = Location.builder()
                    .tenantId(TENANT)
                    .locationId(location(number))
                    .name(location(number))
                    .type(LocationType.STORE)
                    .timeZone("Europe/Berlin")
                    .currency("EUR")
                    .status(Status.ACTIVE)
                    .version(1L)
                    .build();
            records.add(record(Topics.LOCATIONS, CatalogKey.of(TENANT, location(number)), location));
        }
        for (int number = 0; number < items; number++) {
            Item item = Item.builder()
                    .tenantId(TENANT)
                    .itemId(item(number))
                    .name(item(number))
                    .unitOfMeasure("EA")
                    .status(Status.ACTIVE)
                    .version(1L)
                    .build();
            records.add(record(Topics.ITEMS, CatalogKey.of(TENANT, item(number)), item));
        }
        return records;
    }

    /// What makes every position be there.
    List<ProducerRecord<byte[], byte[]>> receipts() {
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (int location = 0; location < locations; location++) {
            for (int first = 0; first < items; first += LINES_PER_RECEIPT) {
                List<ReceiptLine> lines = new ArrayList<>();
                for (int number = first; number < Math.min(items, first + LINES_PER_RECEIPT); number++) {
                    lines.add(ReceiptLine.builder()
                            .number(number - first + 1)
                            .itemId(item(number))
                            .quantity(Quantity.of(STOCK))
                            .build());
                }
                StockCommand receipt = StockCommand.builder()
                        .header(header(location, new UUID(location, first)))
                        .body(StockReceived.builder().lines(lines).build())
                        .build();
                records.add(record(Topics.STOCK_COMMANDS, lane(location), receipt));
            }
        }
        return records;
    }

    /// Baskets of five lines.
    List<ProducerRecord<byte[], byte[]>> sales(int howMany) {
        SplittableRandom random = new SplittableRandom(SEED);
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>(howMany);
        for (int sale = 0; sale < howMany; sale++) {
            int location = random.nextInt(locations);
            List<SaleLine> lines = new ArrayList<>();
            for (int line = 1; line <= LINES_PER_SALE; line++) {
                lines.add(line(line, random.nextInt(items)));
            }
            records.add(sale(location, new UUID(random.nextLong(), sale), lines));
        }
        return records;
    }

    /// One unit of the first item.
    ProducerRecord<byte[], byte[]> sale(int location, long number) {
        return sale(location, new UUID(0, number), List.of(line(1, 0)));
    }

    private ProducerRecord<byte[], byte[]> sale(int location, UUID id, List<SaleLine> lines) {
        TillEvent event = TillEvent.builder()
                .header(header(location, id))
                .body(SaleCompleted.builder()
                        .channel(Channel.STORE)
                        .currency("EUR")
                        .lines(lines)
                        .build())
                .build();
        return record(Topics.SALES, lane(location), event);
    }

    private static SaleLine line(int number, int item) {
        return SaleLine.builder()
                .number(number)
                .kind(LineKind.SALE)
                .itemId(item(item))
                .quantity(Quantity.of(1))
                .build();
    }

    private static EventHeader header(int location, UUID id) {
        return EventHeader.builder()
                .eventId(id)
                .tenantId(TENANT)
                .locationId(location(location))
                .occurredAt(Instant.now().minusSeconds(5))
                .build();
    }

    private <V extends AvroRoot> ProducerRecord<byte[], byte[]> record(Topic<?, V> topic, RecordKey key, V value) {
        Integer partition = key instanceof LaneKey lane ? LanePartitioner.partition(lane, partitions) : null;
        byte[] bytes = topic.valueSerde(registry).serializer().serialize(topic.name(), value);
        return new ProducerRecord<>(topic.name(), partition, key.text().getBytes(StandardCharsets.UTF_8), bytes);
    }
}
