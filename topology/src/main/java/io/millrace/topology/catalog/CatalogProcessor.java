package io.millrace.topology.catalog;

import io.millrace.domain.CatalogKey;
import io.millrace.domain.stock.Digest;
import io.millrace.events.catalog.CatalogCommand;
import io.millrace.events.catalog.CatalogKind;
import io.millrace.events.catalog.CatalogStatus;
import io.millrace.schemas.avro.AvroRoot;
import io.millrace.schemas.avro.AvroWriter;
import io.millrace.schemas.registry.SchemaRegistry;
import io.millrace.schemas.wire.Decoded;
import io.millrace.schemas.wire.LanePartitioner;
import io.millrace.schemas.wire.RecordDecoder;
import io.millrace.topology.catalog.CatalogTeller.Place;
import io.millrace.topology.catalog.rules.CatalogRules;
import io.millrace.topology.catalog.rules.CatalogRules.Subject;
import io.millrace.topology.catalog.rules.Problem;
import io.millrace.topology.catalog.rules.Reason;
import io.millrace.topology.catalog.rules.RecordKind;
import io.millrace.topology.catalog.rules.RecordKind.Typed;
import io.millrace.topology.catalog.rules.Verdict;
import io.millrace.topology.catalog.rules.Verdict.Refused;
import io.millrace.topology.catalog.state.CatalogState;
import io.millrace.topology.catalog.state.Remembered;
import io.millrace.topology.catalog.state.TenantCatalog;
import io.millrace.topology.segments.SegmentedStore;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/// Takes in every command of a partition's tenants, and sees that each has one outcome.
final class CatalogProcessor implements Processor<byte[], byte[], Void, Void> {
    static final String STORE = "catalog-state";

    private static final Duration FORGET_EVERY = Duration.ofHours(1);
    private static final int SIZE_HINT = 512;

    private final CatalogSettings settings;
    private final RecordDecoder<CatalogCommand> decoder;
    private final SchemaRegistry registry;
    private final AvroWriter body = new AvroWriter(SIZE_HINT);
    private @Nullable Task task;

    /// What exists while the task runs.
    private record Task(
            ProcessorContext<Void, Void> context,
            CatalogState state,
            CatalogOutputs outputs,
            Notices notices,
            CatalogTeller teller) {}

    CatalogProcessor(CatalogSettings settings, SchemaRegistry registry) {
        this.settings = settings;
        this.registry = registry;
        this.decoder = new RecordDecoder<>(CatalogCommand.TYPE, registry);
    }

    @Override
    public void init(ProcessorContext<Void, Void> context) {
        SegmentedStore<CatalogState> store = context.getStateStore(STORE);
        CatalogState state = store.content();
        state.begin(store::touch);
        CatalogOutputs outputs = new CatalogOutputs(context, settings.prefix(), registry);
        task = new Task(
                context, state, outputs, new Notices(outputs, settings.lanePartitions()), new CatalogTeller(outputs));
        context.schedule(FORGET_EVERY, PunctuationType.WALL_CLOCK_TIME, now -> {
            long before = now - settings.rememberFor().toMillis();
            state.forget(TimeUnit.MILLISECONDS.toMicros(before), store::drop);
        });
    }

    @Override
    public void process(Record<byte[], byte[]> incoming) {
        Task running = task;
        if (running == null) {
            throw new IllegalStateException("the processor was not set up");
        }
        RecordMetadata metadata = running.context
                .recordMetadata()
                .orElseThrow(() -> new IllegalStateException("a record without a place in a topic"));
        Place place = new Place(metadata.topic(), metadata.partition(), metadata.offset(), incoming.timestamp());
        String key = incoming.key() == null ? "" : new String(incoming.key(), StandardCharsets.UTF_8);
        switch (decoder.decode(incoming.value())) {
            case Decoded.Unreadable<CatalogCommand>(var reason, String detail) ->
                running.teller.unreadable(
                        keyOrNull(key), refused(Reason.UNREADABLE, "", reason + ": " + detail), place);
            case Decoded.Value<CatalogCommand>(CatalogCommand command, int _) -> take(running, key, command, place);
        }
    }

    private void take(Task running, String key, CatalogCommand command, Place place) {
        Subject subject = CatalogRules.subject(command);
        CatalogKey named = keyOrNull(key);
        Refused misplaced = misplaced(key, named, command, subject, place);
        if (misplaced != null) {
            running.teller.refused(command, subject, named, misplaced, place);
            return;
        }
        TenantCatalog catalog = running.state.tenant(command.tenantId());
        int digest = digest(command);
        Remembered before = catalog.remembered(command.commandId());
        if (before == null) {
            judge(running, catalog, command, subject, digest, place);
        } else if (before.digest() == digest) {
            running.teller.done(command, subject, CatalogStatus.REPEATED, before.version(), place);
        } else {
            String detail = "another command came before under the identity " + command.commandId()
                    + "; a new command needs a new one";
            running.teller.refused(command, subject, named, refused(Reason.CONFLICT, "commandId", detail), place);
        }
    }

    private void judge(
            Task running, TenantCatalog catalog, CatalogCommand command, Subject subject, int digest, Place place) {
        Verdict verdict = CatalogRules.decide(command, catalog.present(subject.kind(), subject.id()), catalog);
        switch (verdict) {
            case Verdict.Put(Typed<?> record) -> {
                catalog.put(record);
                publish(running, record, place);
                done(running, catalog, command, subject, CatalogStatus.ACCEPTED, record.version(), digest, place);
            }
            case Verdict.Removed(long version) -> {
                catalog.remove(subject.kind(), subject.id(), version);
                withdraw(running, command.tenantId(), subject, version, place);
                done(running, catalog, command, subject, CatalogStatus.ACCEPTED, version, digest, place);
            }
            case Verdict.Unchanged(long version) ->
                done(running, catalog, command, subject, CatalogStatus.UNCHANGED, version, digest, place);
            case Refused refused -> running.teller.refused(command, subject, null, refused, place);
        }
    }

    /// What is refused is not kept in mind: sent again, it is judged again, by what is there then.
    private static void done(
            Task running,
            TenantCatalog catalog,
            CatalogCommand command,
            Subject subject,
            CatalogStatus status,
            long version,
            int digest,
            Place place) {
        long atMicros = TimeUnit.MILLISECONDS.toMicros(place.atMillis());
        catalog.remember(command.commandId(), new Remembered(digest, version, atMicros));
        running.teller.done(command, subject, status, version, place);
    }

    private static <R extends AvroRoot & CatalogCommand.Body> void publish(Task running, Typed<R> record, Place place) {
        RecordKind<R> kind = record.kind();
        String key = record.tenant() + "|" + record.id();
        running.outputs.send(kind.topic(), key, record.record(), place.atMillis());
        running.notices.tell(record.tenant(), kind.kind(), record.id(), record.version(), record, place.atMillis());
    }

    private static void withdraw(Task running, String tenant, Subject subject, long version, Place place) {
        String key = tenant + "|" + subject.id();
        running.outputs.send(RecordKind.of(subject.kind()).topic(), key, null, place.atMillis());
        running.notices.tell(tenant, subject.kind(), subject.id(), version, null, place.atMillis());
    }

    private @Nullable Refused misplaced(
            String key, @Nullable CatalogKey named, CatalogCommand command, Subject subject, Place place) {
        String right = command.tenantId() + "|" + subject.id();
        if (subject.kind() == CatalogKind.UNKNOWN) {
            return refused(Reason.UNREADABLE, "body.kind", "it must be one of ITEM to TENANT: what is to be removed?");
        }
        if (named == null || !key.equals(right) || !subject.tenant().equals(command.tenantId())) {
            String detail = (key.isEmpty() ? "the record has no key" : "the record's key is '" + key + "'")
                    + " and its body is of tenant '" + subject.tenant() + "'; the key must be '" + right
                    + "', the tenant and id of what the command is about";
            return refused(Reason.WRONG_KEY, "key", detail);
        }
        int home = LanePartitioner.partition(named, settings.partitions());
        if (home != place.partition()) {
            String detail = "tenant " + named.tenant() + " lives in partition " + home + ", the record is in "
                    + place.partition() + "; use a producer that partitions by tenant, with Kafka's murmur2";
            return refused(Reason.WRONG_PARTITION, "key", detail);
        }
        return null;
    }

    private static Refused refused(Reason reason, String field, String detail) {
        return new Refused(List.of(new Problem(reason, field, detail)), null);
    }

    private int digest(CatalogCommand command) {
        body.reset();
        command.body().write(body);
        Long expected = command.expectedVersion();
        Digest digest =
                new Digest().add(command.body().getClass().getSimpleName()).add(expected == null ? -1 : expected);
        for (byte each : body.toByteArray()) {
            digest.add(each);
        }
        return digest.value();
    }

    private static @Nullable CatalogKey keyOrNull(String key) {
        try {
            return CatalogKey.parse(key);
        } catch (IllegalArgumentException noKey) {
            return null;
        }
    }
}
