package io.millrace.topology.demand;

import io.millrace.domain.LaneKey;
import io.millrace.domain.demand.LocationHours;
import io.millrace.domain.demand.Timetable;
import io.millrace.events.catalog.CatalogNotice;
import io.millrace.events.stock.JournalEntry;
import io.millrace.events.stock.TillCompleteness;
import io.millrace.schemas.avro.AvroRoot;
import io.millrace.schemas.avro.Bytes;
import io.millrace.schemas.registry.SchemaRegistry;
import io.millrace.schemas.topics.Topic;
import io.millrace.schemas.topics.Topics;
import io.millrace.schemas.wire.Decoded;
import io.millrace.schemas.wire.RecordDecoder;
import io.millrace.topology.demand.state.DemandLane;
import io.millrace.topology.demand.state.DemandState;
import io.millrace.topology.segments.SegmentedStore;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes in what the ledger and the catalogue tell a partition's lanes.
final class DemandProcessor implements Processor<byte[], byte[], Void, Void> {
    static final String STORE = "demand-state";

    private static final Logger LOG = LoggerFactory.getLogger(DemandProcessor.class);
    private static final int WAITING_MAX = 10_000;
    private static final long MILLIS_PER_SECOND = 1_000;

    private final DemandSettings settings;
    private final String journal;
    private final String notices;
    private final RecordDecoder<JournalEntry> entryDecoder;
    private final RecordDecoder<CatalogNotice> noticeDecoder;
    private final RecordDecoder<TillCompleteness> completenessDecoder;
    private final SchemaRegistry registry;
    private @Nullable Task task;
    private long lastRecordedSecond;
    private long lastEntryMillis;

    /// What exists while the task runs.
    private record Task(
            ProcessorContext<Void, Void> context,
            SegmentedStore<DemandState> store,
            Posting posting,
            LoadedHistory history,
            Notices notices) {}

    DemandProcessor(DemandSettings settings, SchemaRegistry registry) {
        this.settings = settings;
        this.registry = registry;
        this.journal = settings.prefix() + Topics.JOURNAL.name();
        this.notices = settings.prefix() + Topics.CATALOG_NOTICES.name();
        this.entryDecoder = new RecordDecoder<>(JournalEntry.TYPE, registry);
        this.noticeDecoder = new RecordDecoder<>(CatalogNotice.TYPE, registry);
        this.completenessDecoder = new RecordDecoder<>(TillCompleteness.TYPE, registry);
    }

    @Override
    public void init(ProcessorContext<Void, Void> context) {
        SegmentedStore<DemandState> store = context.getStateStore(STORE);
        store.content().begin(store::touch, store::drop);
        lastEntryMillis = context.currentSystemTimeMs();
        int partition = context.taskId().partition();
        DayWriter writer = new DayWriter(context, settings.prefix(), registry);
        store.onCommit(writer);
        Notices told = new Notices(store.content(), partition, settings.partitions(), this::catchUp);
        task = new Task(context, store, new Posting(), new LoadedHistory(writer), told);
        new DemandClock(store, writer, settings, nowMillis -> now(partition, nowMillis)).start(context);
    }

    /// It is as late as the clock says once everything that was said before is known; until then as late as it was when
    /// the newest that is known was said.
    private long now(int partition, long nowMillis) {
        boolean quiet = nowMillis - lastEntryMillis >= settings.quietAfter().toMillis();
        return quiet || settings.isCaughtUp().test(partition) ? nowMillis / MILLIS_PER_SECOND : lastRecordedSecond;
    }

    @Override
    public void process(Record<byte[], byte[]> incoming) {
        Task running = running();
        String topic = running.context
                .recordMetadata()
                .orElseThrow(() -> new IllegalStateException("a record without a place in a topic"))
                .topic();
        byte[] value = incoming.value();
        if (value == null) {
            return;
        }
        if (topic.equals(journal)) {
            entry(running, value);
        } else if (topic.equals(notices)) {
            running.notices.take(
                    read(noticeDecoder, value, Topics.CATALOG_NOTICES), incoming.timestamp() / MILLIS_PER_SECOND);
        } else {
            heard(running, read(completenessDecoder, value, Topics.COMPLETENESS));
        }
    }

    private void entry(Task running, byte[] value) {
        JournalEntry entry = read(entryDecoder, value, Topics.JOURNAL);
        lastEntryMillis = running.context.currentSystemTimeMs();
        lastRecordedSecond = Math.max(lastRecordedSecond, entry.recordedAt().getEpochSecond());
        if (entry.lines().isEmpty() && entry.history().isEmpty()) {
            return;
        }
        DemandLane lane =
                lane(running, entry.header().tenantId(), entry.header().locationId());
        if (lane.isLocated()) {
            post(running, lane, entry);
        } else {
            lane.park(entry.sequence(), Bytes.of(value));
            if (lane.waiting() >= WAITING_MAX) {
                giveUpWaiting(lane);
            }
        }
    }

    private void giveUpWaiting(DemandLane lane) {
        LOG.warn(
                "The catalogue has not told where {} is, and {} journal entries wait: its days are those of UTC, without"
                        + " opening hours, until the day after the location becomes known",
                lane.key(),
                lane.waiting());
        lane.locate(Timetable.of(LocationHours.UNKNOWN), "");
        catchUp(lane);
    }

    private static void post(Task running, DemandLane lane, JournalEntry entry) {
        running.posting.post(lane, entry);
        if (!entry.history().isEmpty()) {
            running.history.post(lane, entry);
        }
    }

    /// What waited for a location to be known.
    private void catchUp(DemandLane lane) {
        Task running = running();
        for (Bytes waited : lane.unpark(running.store::drop)) {
            post(running, lane, read(entryDecoder, waited.toArray(), Topics.JOURNAL));
        }
    }

    private static void heard(Task running, TillCompleteness till) {
        lane(running, till.tenantId(), till.locationId())
                .heard(till.till(), Math.toIntExact(till.businessDate().toEpochDay()), till.complete());
    }

    private static DemandLane lane(Task running, String tenant, String location) {
        DemandState state = running.store.content();
        DemandLane known = state.laneIfKnown(tenant + '|' + location);
        return known == null ? state.lane(LaneKey.of(tenant, location)) : known;
    }

    /// What other applications of Millrace wrote can be read; if not, going on would make demand wrong for good.
    private static <V extends AvroRoot> V read(RecordDecoder<V> decoder, byte[] value, Topic<?, V> topic) {
        return switch (decoder.decode(value)) {
            case Decoded.Value<V>(V record, int _) -> record;
            case Decoded.Unreadable<V>(var reason, String detail) ->
                throw new IllegalStateException("a record of " + topic.name() + " can't be read: " + reason + ", "
                        + detail + ". A newer Millrace may have written it: start that one");
        };
    }

    private Task running() {
        Task running = task;
        if (running == null) {
            throw new IllegalStateException("the processor was not set up");
        }
        return running;
    }
}
