package io.millrace.benchmarks.intake;

import io.millrace.benchmarks.ledger.Zipf;
import io.millrace.domain.CatalogKey;
import io.millrace.domain.LaneKey;
import io.millrace.domain.Money;
import io.millrace.domain.Quantity;
import io.millrace.domain.TenantId;
import io.millrace.domain.code.Gtin;
import io.millrace.events.Channel;
import io.millrace.events.EventHeader;
import io.millrace.events.catalog.CatalogKind;
import io.millrace.events.catalog.CatalogNotice;
import io.millrace.events.catalog.Item;
import io.millrace.events.catalog.ItemPack;
import io.millrace.events.catalog.Location;
import io.millrace.events.catalog.LocationType;
import io.millrace.events.catalog.Status;
import io.millrace.events.catalog.WeeklyHours;
import io.millrace.events.pos.LineKind;
import io.millrace.events.pos.SaleCompleted;
import io.millrace.events.pos.SaleLine;
import io.millrace.events.pos.TillEvent;
import io.millrace.events.stock.DemandHistoryLoaded;
import io.millrace.events.stock.HistoryLine;
import io.millrace.events.stock.StockCommand;
import io.millrace.schemas.avro.AvroRoot;
import io.millrace.schemas.registry.SchemaRegistry;
import io.millrace.schemas.topics.Topic;
import io.millrace.schemas.topics.Topics;
import io.millrace.schemas.wire.LanePartitioner;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;

/// What a tenant's shops send: sales of five lines, Zipf over the items, each an event of its own, and two years of
/// their past; and the catalogue all that is of. A line of a sale names its item, or has a scanned code and a unit,
/// which the ledger has to look up.
final class ShopRecords {
    static final TenantId TENANT = TenantId.of("acme");
    static final int LINES = 5;
    static final int HISTORY_DAYS = 730;

    private static final int SHOPS = 200;
    private static final int ITEMS = 5_000;
    private static final long SEED = 20_261_121;

    private final int partitions;
    private final SchemaRegistry registry;
    private final Zipf popularity = new Zipf(ITEMS);
    private final SplittableRandom random = new SplittableRandom(SEED);

    ShopRecords(int partitions, SchemaRegistry registry) {
        this.partitions = partitions;
        this.registry = registry;
    }

    /// What the applications have to know before the first sale.
    List<ProducerRecord<byte[], byte[]>> catalogue() {
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (int item = 0; item < ITEMS; item++) {
            records.add(catalogued(Topics.ITEMS, CatalogKey.of(TENANT.value(), "item-" + item), item(item)));
        }
        for (int shop = 0; shop < SHOPS; shop++) {
            LaneKey lane = lane(shop);
            Location location = location(lane);
            String id = lane.location().value();
            records.add(catalogued(Topics.LOCATIONS, CatalogKey.of(TENANT.value(), id), location));
            int partition = LanePartitioner.partition(lane, partitions);
            CatalogKey key = CatalogKey.of(TENANT.value(), String.valueOf(partition), CatalogKind.LOCATION.name(), id);
            CatalogNotice notice = CatalogNotice.builder()
                    .tenantId(TENANT.value())
                    .kind(CatalogKind.LOCATION)
                    .id(id)
                    .version(1L)
                    .body(location)
                    .build();
            records.add(record(Topics.CATALOG_NOTICES, partition, key.text(), notice));
        }
        return records;
    }

    private static Item item(int number) {
        return Item.builder()
                .tenantId(TENANT.value())
                .itemId("item-" + number)
                .name("Item " + number)
                .codes(List.of(code(number)))
                .unitOfMeasure("EA")
                .packs(List.of(ItemPack.builder()
                        .unitOfMeasure("CASE")
                        .quantity(Quantity.of(12))
                        .build()))
                .status(Status.ACTIVE)
                .version(1L)
                .build();
    }

    private static Location location(LaneKey lane) {
        return Location.builder()
                .tenantId(TENANT.value())
                .locationId(lane.location().value())
                .name(lane.location().value())
                .type(LocationType.STORE)
                .timeZone("Europe/Berlin")
                .currency("EUR")
                .openingHours(IntStream.rangeClosed(1, 7)
                        .mapToObj(day -> new WeeklyHours(day, "08:00", "20:00"))
                        .toList())
                .status(Status.ACTIVE)
                .version(1L)
                .build();
    }

    /// A GTIN-13.
    private static String code(int number) {
        String digits = "40%010d".formatted(number);
        return digits + Gtin.checkDigit(digits);
    }

    private static LaneKey lane(int shop) {
        return LaneKey.of(TENANT.value(), "store-" + shop);
    }

    /// So many sales, which nobody has seen before.
    ///
    /// @param byCode whether lines have codes and units in place of items
    List<ProducerRecord<byte[], byte[]>> sales(Topic<LaneKey, TillEvent> topic, int count, boolean byCode) {
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            LaneKey lane = lane(random.nextInt(SHOPS));
            int partition = LanePartitioner.partition(lane, partitions);
            records.add(record(topic, partition, lane.text(), sale(lane, byCode)));
        }
        return records;
    }

    /// The past of so many items of shops, a line for each day, one item of one shop in each record.
    ///
    /// @param from the first of them: nobody has seen it before
    void histories(int from, int count, Consumer<ProducerRecord<byte[], byte[]>> send) {
        Instant now = Instant.now();
        LocalDate first = LocalDate.ofInstant(now, ZoneOffset.UTC).minusDays(HISTORY_DAYS);
        for (int number = from; number < from + count; number++) {
            LaneKey lane = lane(number % SHOPS);
            List<HistoryLine> lines = new ArrayList<>(HISTORY_DAYS);
            for (int day = 0; day < HISTORY_DAYS; day++) {
                lines.add(new HistoryLine(
                        "item-" + number / SHOPS,
                        first.plusDays(day),
                        Quantity.of(random.nextInt(20)),
                        Money.parse("1.99"),
                        day % 30 == 0 ? "P1" : null,
                        day % 7 == 0 ? 0.5 : 1.0));
            }
            StockCommand command =
                    new StockCommand(header(lane).occurredAt(now).build(), new DemandHistoryLoaded("EUR", lines));
            int partition = LanePartitioner.partition(lane, partitions);
            send.accept(record(Topics.STOCK_COMMANDS, partition, lane.text(), command));
        }
    }

    private EventHeader.Builder header(LaneKey lane) {
        return EventHeader.builder()
                .eventId(new UUID(random.nextLong(), random.nextLong()))
                .tenantId(TENANT.value())
                .locationId(lane.location().value());
    }

    private TillEvent sale(LaneKey lane, boolean byCode) {
        List<SaleLine> lines = new ArrayList<>(LINES);
        for (int number = 1; number <= LINES; number++) {
            int item = popularity.draw(random);
            Money price = new Money(4_900L + 100L * item);
            lines.add(SaleLine.builder()
                    .number(number)
                    .kind(LineKind.SALE)
                    .itemId(byCode ? null : "item-" + item)
                    .scannedCode(byCode ? code(item) : null)
                    .unitOfMeasure(byCode ? "PCE" : null)
                    .quantity(Quantity.of(1L + random.nextInt(3)))
                    .unitPrice(price)
                    .lineTotal(price)
                    .build());
        }
        return TillEvent.builder()
                .header(header(lane).occurredAt(Instant.now()).build())
                .body(SaleCompleted.builder()
                        .channel(Channel.STORE)
                        .currency("EUR")
                        .lines(lines)
                        .build())
                .build();
    }

    private <V extends AvroRoot> ProducerRecord<byte[], byte[]> catalogued(
            Topic<CatalogKey, V> topic, CatalogKey key, V value) {
        return new ProducerRecord<>(topic.name(), bytes(key.text()), bytes(topic, value));
    }

    private <V extends AvroRoot> ProducerRecord<byte[], byte[]> record(
            Topic<?, V> topic, int partition, String key, V value) {
        return new ProducerRecord<>(topic.name(), partition, bytes(key), bytes(topic, value));
    }

    private <V extends AvroRoot> byte[] bytes(Topic<?, V> topic, V value) {
        return topic.valueSerde(registry).serializer().serialize(topic.name(), value);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
