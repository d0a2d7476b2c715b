package io.millrace.embedded;

import io.millrace.domain.ItemKey;
import io.millrace.domain.LaneKey;
import io.millrace.domain.Quantity;
import io.millrace.domain.RecordKey;
import io.millrace.events.EventHeader;
import io.millrace.events.catalog.CatalogCommand;
import io.millrace.events.catalog.Item;
import io.millrace.events.catalog.Location;
import io.millrace.events.catalog.LocationType;
import io.millrace.events.catalog.Status;
import io.millrace.events.catalog.Tenant;
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
import io.millrace.topology.catalog.CatalogClient;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.TimeoutException;

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
        if (!fillCatalogue()) {
            return false;
        }
        // Last, because it says that all of it is there.
        StockCommand count = openingCount();
        commands.append(SampleSale.LANE, count);
        return posted(count.header(), 0).isPresent();
    }

    /// Puts the catalogue there, as far as it is not; false if its outcomes did not come in time.
    private boolean fillCatalogue() {
        String tenant = SampleSale.TENANT.value();
        List<CatalogCommand.Body> records = List.of(
                tenant(tenant),
                location(tenant, SampleSale.LANE.location().value()),
                item(tenant, "milk", "Milk 1 l"),
                item(tenant, "bread", "Rye bread 750 g"));
        try (CatalogClient catalogue =
                new CatalogClient(node.kafka().properties(), node.topics().prefix(), node.registry(), _ -> {})) {
            records.forEach(record -> catalogue.send(CatalogCommand.builder()
                    .commandId(UUID.randomUUID())
                    .tenantId(tenant)
                    .expectedVersion(0L)
                    .issuedAt(now())
                    .body(record)
                    .build()));
            catalogue.await();
            return true;
        } catch (TimeoutException late) {
            return false;
        }
    }

    private static Tenant tenant(String id) {
        return Tenant.builder()
                .tenantId(id)
                .name("Demo")
                .status(Status.ACTIVE)
                .currency("EUR")
                .timeZone("Europe/Berlin")
                .version(0L)
                .build();
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

    private static Item item(String tenant, String id, String name) {
        return Item.builder()
                .tenantId(tenant)
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
