package io.millrace.topology.stock;

import io.millrace.domain.LaneKey;
import io.millrace.domain.stock.Decision.Rejected;
import io.millrace.domain.stock.Ledger;
import io.millrace.domain.stock.Rejection;
import io.millrace.domain.stock.StockEvent;
import io.millrace.events.EventHeader;
import io.millrace.events.stock.SourcePosition;
import io.millrace.schemas.registry.SchemaRegistry;
import io.millrace.schemas.topics.Topics;
import io.millrace.schemas.wire.LanePartitioner;
import io.millrace.topology.RecordTraces;
import io.millrace.topology.catalog.CatalogStores;
import io.millrace.topology.segments.SegmentedStore;
import io.millrace.topology.stock.events.Translated;
import io.millrace.topology.stock.state.LaneState;
import io.millrace.topology.stock.state.Parked;
import io.millrace.topology.stock.state.StockState;
import io.millrace.topology.stock.state.Tally;
import io.millrace.topology.stock.state.Tally.Ending;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/// Takes in every record of a partition's lanes, and sees that each ends in one of four ways.
final class StockProcessor implements Processor<byte[], byte[], Void, Void> {
    private static final long MICROS_PER_MILLI = 1_000;
    private static final int PARKED_MAX = 10_000;
    private static final String NOBODY = "-";

    private final StockSettings settings;
    private final SchemaRegistry registry;
    private final LedgerWatch watch;
    private @Nullable Task task;

    /// What exists while the task runs.
    private record Task(
            ProcessorContext<Void, Void> context,
            SegmentedStore<StockState> store,
            StockState state,
            Catalog catalog,
            Readers readers,
            Judge judge,
            Outputs outputs,
            LedgerWatch watch,
            int partition) {}

    StockProcessor(StockSettings settings, SchemaRegistry registry, LedgerWatch watch) {
        this.settings = settings;
        this.registry = registry;
        this.watch = watch;
    }

    @Override
    public void init(ProcessorContext<Void, Void> context) {
        SegmentedStore<StockState> store = context.getStateStore(StockState.STORE);
        StockState state = store.content();
        state.onTouch(store::touch);
        Catalog catalog = new Catalog(
                context.getStateStore(CatalogStores.storeOf(Topics.ITEMS)),
                context.getStateStore(CatalogStores.storeOf(Topics.LOCATIONS)),
                context.getStateStore(CatalogStores.storeOf(Topics.TILLS)),
                context.getStateStore(CatalogStores.storeOf(Topics.POLICIES)));
        Outputs outputs = new Outputs(context, settings, registry);
        Readers readers = new Readers(settings.prefix(), registry);
        Judge judge = new Judge(
                new Ledger(settings.rules()), store, catalog, readers, outputs, watch.meter(), settings.silentAfter());
        store.onCommit(new Snapshots(catalog, outputs, context::currentSystemTimeMs));
        task = new Task(context, store, state, catalog, readers, judge, outputs, watch, outputs.partition());
        new StockClock(settings, store, judge, outputs, this::again, this::inVain, catalog, watch.meter())
                .start(context);
    }

    @Override
    public void process(Record<byte[], byte[]> incoming) {
        Task running = running();
        RecordMetadata metadata = running.context
                .recordMetadata()
                .orElseThrow(() -> new IllegalStateException("a record without a place in a topic"));
        SourceRecord source = new SourceRecord(
                incoming.key(),
                incoming.value(),
                incoming.headers(),
                new SourcePosition(metadata.topic(), metadata.partition(), metadata.offset()),
                incoming.timestamp() * MICROS_PER_MILLI);
        running.store.begin();
        try (RecordTraces.Step step = running.watch.traces().process(metadata.topic(), incoming.headers())) {
            running.outputs.carry(step.headers());
            take(running, source);
        } finally {
            running.outputs.carryNothing();
        }
        running.state.heard().done(metadata.topic(), metadata.offset(), source.recordedAtMicros());
    }

    @Override
    public void close() {
        Task running = task;
        if (running != null) {
            running.store.disown();
            running.watch.meter().gone(running.partition);
        }
    }

    private void take(Task running, SourceRecord source) {
        String key = source.key() == null ? "" : new String(source.key(), StandardCharsets.UTF_8);
        switch (running.readers.read(source.position().topic(), source.value())) {
            case Readers.Result.Unreadable(String detail) ->
                refuse(running, laneOrNull(key), null, source, Rejection.UNREADABLE, "", detail);
            case Readers.Result.Read(Incoming incoming) -> take(running, key, incoming, source);
        }
    }

    private void take(Task running, String key, Incoming incoming, SourceRecord source) {
        EventHeader header = incoming.header();
        LaneState lane = running.state.laneIfKnown(key);
        LaneKey named = lane == null ? laneOrNull(key) : lane.key();
        if (named == null || !isOf(named, header)) {
            refuse(running, null, header.eventId(), source, Rejection.WRONG_KEY, "key", wrongKey(key, header));
            return;
        }
        if (lane == null) {
            int home = LanePartitioner.partition(named, settings.partitions());
            if (home != running.partition) {
                String detail = "lane " + named + " lives in partition " + home + ", the record is in "
                        + running.partition + "; use a producer with Kafka's murmur2 partitioner";
                refuse(running, null, header.eventId(), source, Rejection.WRONG_PARTITION, "key", detail);
                return;
            }
            lane = running.store.gate().read(() -> running.state.lane(named));
        }
        Ending ending = judge(running, lane, incoming, source);
        count(running, named.tenant().value(), ending);
    }

    private Ending judge(Task running, LaneState lane, Incoming incoming, SourceRecord source) {
        return switch (incoming.translate(source.recordedAtMicros(), running.catalog.listing(lane.key()))) {
            case Translated.Invalid(String field, String detail) ->
                refuse(running, lane, incoming, source, new Rejected(Rejection.INVALID, field, detail));
            case Translated.Valid(StockEvent event) -> {
                if (running.catalog.knows(lane.key())) {
                    yield running.judge.judge(lane, incoming, event, source);
                }
                boolean waits = lane.parked().size() < PARKED_MAX;
                if (waits) {
                    lane.park(source.park(Parked.Wait.ForLocation.LOCATION, event.eventId()));
                }
                yield refuse(running, lane, incoming, source, unknownLocation(lane.key(), waits));
            }
        };
    }

    private static Rejected unknownLocation(LaneKey lane, boolean waits) {
        return new Rejected(
                Rejection.UNKNOWN_LOCATION,
                "header.locationId",
                "the catalogue of " + lane.tenant() + " has no location " + lane.location() + "; once it has, "
                        + (waits ? "the event is posted by itself" : "send the event again"));
    }

    /// An event whose location has become known since.
    private void again(LaneState lane, Parked parked) {
        Task running = running();
        SourceRecord source = SourceRecord.of(lane.key().text(), parked);
        lane.park(parked.over());
        if (running.readers.read(parked.topic(), source.value()) instanceof Readers.Result.Read(Incoming incoming)) {
            Ending ending = judge(running, lane, incoming, source);
            String tenant = lane.key().tenant().value();
            running.state.tally(tenant).count(Ending.REJECTED, -1);
            running.state.tally(tenant).count(ending, 1);
            running.state.tallied(tenant);
        }
    }

    /// An event that waited for as long as anything is remembered.
    private void inVain(LaneState lane, Parked parked) {
        Task running = running();
        SourceRecord source = SourceRecord.of(lane.key().text(), parked);
        lane.park(parked.over());
        if (running.readers.read(parked.topic(), source.value()) instanceof Readers.Result.Read(Incoming incoming)) {
            switch (parked.awaits()) {
                case Parked.Wait.ForLocation _ ->
                    refuse(running, lane, incoming, source, unknownLocation(lane.key(), false));
                case Parked.Wait.ForEvent(String awaited) -> {
                    refuse(running, lane, incoming, source, neverCame(awaited));
                    Tally tally = running.state.tally(lane.key().tenant().value());
                    tally.count(Ending.PENDING, -1);
                    tally.count(Ending.REJECTED, 1);
                    running.state.tallied(lane.key().tenant().value());
                }
                case Parked.Wait.Over _ -> throw new IllegalStateException("nothing waits for nothing: " + parked);
            }
        }
    }

    private static Rejected neverCame(String awaited) {
        return new Rejected(
                Rejection.NOT_CORRECTABLE,
                "body",
                "what it corrects, " + awaited + ", never came; a sale with a till's number is corrected by sending"
                        + " the original sale along");
    }

    private static Ending refuse(
            Task running, LaneState lane, Incoming incoming, SourceRecord source, Rejected rejected) {
        running.judge.teller().rejected(lane.key(), incoming.header(), source, rejected);
        return Ending.REJECTED;
    }

    private static void refuse(
            Task running,
            @Nullable LaneKey lane,
            @Nullable UUID eventId,
            SourceRecord source,
            Rejection reason,
            String field,
            String detail) {
        String tenant = lane == null ? null : lane.tenant().value();
        running.judge.teller().rejected(tenant, eventId, source, new Rejected(reason, field, detail));
        count(running, tenant == null ? NOBODY : tenant, Ending.REJECTED);
    }

    private static void count(Task running, String tenant, Ending ending) {
        running.watch.meter().ended(ending);
        running.state.tally(tenant).consume();
        running.state.tally(tenant).count(ending, 1);
        running.state.tallied(tenant);
    }

    private static boolean isOf(LaneKey lane, EventHeader header) {
        return lane.tenant().value().equals(header.tenantId())
                && lane.location().value().equals(header.locationId());
    }

    private static @Nullable LaneKey laneOrNull(String key) {
        try {
            return LaneKey.parse(key);
        } catch (IllegalArgumentException noLane) {
            return null;
        }
    }

    private static String wrongKey(String key, EventHeader header) {
        String right = header.tenantId() + "|" + header.locationId();
        return (key.isEmpty() ? "the record has no key" : "the record's key is '" + key + "'") + "; it must be '"
                + right + "', the tenant and location of the event";
    }

    private Task running() {
        Task running = task;
        if (running == null) {
            throw new IllegalStateException("the processor was not set up");
        }
        return running;
    }
}
