package io.millrace.embedded;

import io.millrace.domain.CatalogKey;
import io.millrace.domain.ItemKey;
import io.millrace.domain.LaneKey;
import io.millrace.domain.Quantity;
import io.millrace.domain.RecordKey;
import io.millrace.events.EventHeader;
import io.millrace.events.catalog.Item;
import io.millrace.events.catalog.Location;
import io.millrace.events.catalog.LocationType;
import io.millrace.events.catalog.Status;
import io.millrace.events.pos.TillEvent;
import io.millrace.events.stock.CountKind;
import io.millrace.events.stock.CountLine;
import io.millrace.events.stock.Outcome;
import io.millrace.events.stock.OutcomeStatus;
import io.millrace.events.stock.Position;
import io.millrace.events.stock.StockCommand;
import io.millrace.events.stock.StockCounted;
import io.millrace.schemas.avro.AvroRoot;
import io.millrace.schemas.topics.Topic;
import io.millrace.schemas.topics.Topics;
import io.millrace.schemas.wire.LanePartitioner;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;

/// The shop of the demo: a small catalogue, an opening count, and one sale for each start. Counts and sales
/// are written to the tenant's topics, as any other system would.
public final class SampleShop {
    private static final Duration OPENED_BEFORE = Duration.ofMinutes(1);

    private final Node node;

    /// A sale that was posted.
    ///
    /// @param place where the sale stands
    /// @param before how many sales were there before
    /// @param position what is there of its first item now
    public record Sold(TillEvent sale, RecordMetadata place, long before, Position position) {}

    public SampleShop(Node node) {
        this.node = node;
    }

    /// Writes the catalogue and the opening count, unless they are there, and waits until the count is posted.
    ///
    /// @return false if it was not in time
    public boolean open() {
        TopicLog<LaneKey, StockCommand> commands = log(Topics.stockCommandsOf(SampleSale.TENANT));
        if (commands.size() > 0) {
            return true;
        }
        String tenant = SampleSale.TENANT.value();
        String location = SampleSale.LANE.location().value();
        log(Topics.LOCATIONS).append(CatalogKey.of(tenant, location), location(tenant, location));
        TopicLog<CatalogKey, Item> items = log(Topics.ITEMS);
        items.append(CatalogKey.of(tenant, "milk"), item("milk", "Milk 1 l"));
        items.append(CatalogKey.of(tenant, "bread"), item("bread", "Rye bread 750 g"));
        // Last, because it says that all of it is there.
        StockCommand count = openingCount();
        commands.append(SampleSale.LANE, count);
        return posted(count.header(), 0).isPresent();
    }

    /// Sends a sale and waits until the ledger has posted it; empty if it does not in time.
    public Optional<Sold> sell() {
        TopicLog<LaneKey, TillEvent> sales = log(Topics.salesOf(SampleSale.TENANT));
        TopicLog<ItemKey, Position> positions = log(Topics.POSITIONS);
        long before = sales.size();
        long outcomesBefore = log(Topics.OUTCOMES).end(partition());
        long positionsBefore = positions.end(partition());
        TillEvent sale = SampleSale.of(UUID.randomUUID(), now(), before + 1);
        RecordMetadata place = sales.append(SampleSale.LANE, sale);
        return posted(sale.header(), outcomesBefore)
                .flatMap(sequence ->
                        positions.await(partition(), positionsBefore, position -> isAfter(position, sequence)))
                .map(position -> new Sold(sale, place, before, position.value()));
    }

    /// The number of an event's journal entry, once it has one.
    private Optional<Long> posted(EventHeader header, long offset) {
        return log(Topics.OUTCOMES)
                .await(partition(), offset, outcome -> isPosted(outcome, header))
                .map(ConsumerRecord::value)
                .map(Outcome::journalSequence);
    }

    private int partition() {
        return LanePartitioner.partition(SampleSale.LANE, node.topics().lanePartitions());
    }

    private static boolean isPosted(Outcome outcome, EventHeader header) {
        return outcome.eventId().equals(header.eventId()) && outcome.status() == OutcomeStatus.POSTED;
    }

    private static boolean isAfter(Position position, long sequence) {
        Long after = position.journalSequence();
        return position.itemId().equals("milk")
                && position.locationId().equals(SampleSale.LANE.location().value())
                && after != null
                && after >= sequence;
    }

    private <K extends RecordKey, V extends AvroRoot> TopicLog<K, V> log(Topic<K, V> topic) {
        return new TopicLog<>(topic.prefixed(node.topics().prefix()), node.kafka(), node.registry());
    }

    private static Location location(String tenant, String location) {
        return Location.builder()
                .tenantId(tenant)
                .locationId(location)
                .name("The sample shop")
                .type(LocationType.STORE)
                .timeZone("Europe/Berlin")
                .currency("EUR")
                .status(Status.ACTIVE)
                .version(1L)
                .build();
    }

    private static Item item(String id, String name) {
        return Item.builder()
                .tenantId(SampleSale.TENANT.value())
                .itemId(id)
                .name(name)
                .unitOfMeasure("EA")
                .status(Status.ACTIVE)
                .version(1L)
                .build();
    }

    private static StockCommand openingCount() {
        Instant opened = now().minus(OPENED_BEFORE);
        return StockCommand.builder()
                .header(EventHeader.builder()
                        .eventId(UUID.randomUUID())
                        .tenantId(SampleSale.TENANT.value())
                        .locationId(SampleSale.LANE.location().value())
                        .occurredAt(opened)
                        .build())
                .body(StockCounted.builder()
                        .kind(CountKind.OPENING)
                        .lines(List.of(counted(1, "milk", opened), counted(2, "bread", opened)))
                        .build())
                .build();
    }

    private static CountLine counted(int number, String item, Instant at) {
        return CountLine.builder()
                .number(number)
                .itemId(item)
                .counted(Quantity.parse("100"))
                .countedAt(at)
                .build();
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MICROS);
    }
}
