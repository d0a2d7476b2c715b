package io.millrace.topology.stock;

import io.millrace.domain.CatalogKey;
import io.millrace.domain.LaneKey;
import io.millrace.domain.RecordKey;
import io.millrace.events.catalog.Item;
import io.millrace.events.catalog.Location;
import io.millrace.events.catalog.LocationType;
import io.millrace.events.catalog.Status;
import io.millrace.events.pos.TillEvent;
import io.millrace.events.stock.JournalEntry;
import io.millrace.events.stock.Outcome;
import io.millrace.events.stock.OutcomeStatus;
import io.millrace.events.stock.Position;
import io.millrace.events.stock.StockCommand;
import io.millrace.schemas.avro.AvroRoot;
import io.millrace.schemas.topics.Topic;
import io.millrace.schemas.topics.Topics;
import io.millrace.testkit.TopologyHarness;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.streams.KeyValue;

/// The stock topology with a catalogue of two shops and a few items, at noon.
public final class StockFixture implements AutoCloseable {
    public static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    public static final LaneKey SHOP = LaneKey.of("acme", "store-1");
    public static final LaneKey OTHER_SHOP = LaneKey.of("acme", "store-2");

    final AtomicBoolean caughtUp = new AtomicBoolean(true);
    private final TopologyHarness harness;
    private final Map<String, Position> positions = new HashMap<>();
    private final List<Outcome> told = new ArrayList<>();

    public StockFixture() {
        StockSettings settings = StockSettings.of("", 1, _ -> caughtUp.get());
        harness = new TopologyHarness(NOON, (_, registry) -> StockTopology.build(settings, registry));
        location(SHOP);
        location(OTHER_SHOP);
        List.of("milk", "bread", "eggs").forEach(this::item);
    }

    public TopologyHarness harness() {
        return harness;
    }

    void location(LaneKey lane) {
        harness.send(
                Topics.LOCATIONS,
                CatalogKey.of(lane.tenant().value(), lane.location().value()),
                Location.builder()
                        .tenantId(lane.tenant().value())
                        .locationId(lane.location().value())
                        .name(lane.location().value())
                        .type(LocationType.STORE)
                        .timeZone("Europe/Berlin")
                        .currency("EUR")
                        .status(Status.ACTIVE)
                        .version(1L)
                        .build());
    }

    void item(String item) {
        harness.send(
                Topics.ITEMS,
                CatalogKey.of("acme", item),
                Item.builder()
                        .tenantId("acme")
                        .itemId(item)
                        .name(item)
                        .unitOfMeasure("EA")
                        .status(Status.ACTIVE)
                        .version(1L)
                        .build());
    }

    public Outcome sale(LaneKey lane, TillEvent event) {
        harness.send(Topics.SALES, lane, event, NOON);
        return lastOutcome();
    }

    public Outcome command(LaneKey lane, StockCommand command) {
        harness.send(Topics.STOCK_COMMANDS, lane, command, NOON);
        return lastOutcome();
    }

    Outcome lastOutcome() {
        List<Outcome> outcomes = harness.receivedValues(Topics.OUTCOMES);
        told.addAll(outcomes);
        return outcomes.getLast();
    }

    /// All outcomes since the last time they were asked for.
    List<Outcome> told() {
        List<Outcome> outcomes = List.copyOf(told);
        told.clear();
        return outcomes;
    }

    OutcomeStatus statusOf(LaneKey lane, StockCommand command) {
        return command(lane, command).status();
    }

    List<JournalEntry> journal() {
        return harness.receivedValues(Topics.JOURNAL);
    }

    /// The position as it was last published.
    Position position(LaneKey lane, String item) {
        harness.received(Topics.POSITIONS).forEach(record -> positions.put(record.key.text(), record.value));
        return positions.get(lane + "|" + item);
    }

    <K extends RecordKey, V extends AvroRoot> List<KeyValue<K, V>> received(Topic<K, V> topic) {
        return harness.received(topic);
    }

    public void pass(Duration time) {
        harness.pass(time);
    }

    @Override
    public void close() {
        harness.close();
    }
}
