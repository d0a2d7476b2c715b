package io.millrace.ledger.catalogue;

import io.millrace.domain.TenantId;
import io.millrace.events.catalog.CatalogCommand;
import io.millrace.events.catalog.CatalogKind;
import io.millrace.ledger.live.TopicFollower;
import io.millrace.ledger.live.TopicReader;
import io.millrace.ledger.live.TopicView;
import io.millrace.schemas.avro.AvroRoot;
import io.millrace.schemas.registry.SchemaRegistry;
import io.millrace.schemas.wire.Decoded;
import io.millrace.schemas.wire.RecordDecoder;
import io.millrace.topology.catalog.rules.RecordKind;
import io.millrace.topology.catalog.rules.RecordKind.Typed;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Stream;

/// All master data as it was committed, in its encoded form and in the order of ids, so that lists can be read page by
/// page. Safe for many threads.
public final class CatalogueView implements TopicView {
    private static final char AFTER_SEPARATOR = '|' + 1;

    private final Map<CatalogKind, Shelf<?>> shelves = new HashMap<>();
    private final TopicFollower follower;

    /// The records of one kind, by tenant and id.
    private record Shelf<R extends AvroRoot & CatalogCommand.Body>(
            RecordKind<R> kind,
            RecordDecoder<R> decoder,
            ConcurrentMap<String, ConcurrentNavigableMap<String, byte[]>> tenants) {
        static <R extends AvroRoot & CatalogCommand.Body> Shelf<R> of(RecordKind<R> kind, SchemaRegistry registry) {
            return new Shelf<>(kind, new RecordDecoder<>(kind.topic().value(), registry), new ConcurrentHashMap<>());
        }

        NavigableMap<String, byte[]> of(TenantId tenant) {
            return tenants.computeIfAbsent(tenant.value(), _ -> new ConcurrentSkipListMap<>());
        }

        void readBy(TopicReader reader) {
            reader.with(kind.topic(), (key, value, record) -> {
                if (value == null) {
                    of(key.tenant()).remove(key.id());
                } else {
                    of(key.tenant()).put(key.id(), record.value());
                }
            });
        }

        Optional<R> decode(byte[] value) {
            return decoder.decode(value) instanceof Decoded.Value<R>(R record, int _)
                    ? Optional.of(record)
                    : Optional.empty();
        }
    }

    private CatalogueView(Map<String, Object> connection, String prefix, SchemaRegistry registry) {
        TopicReader reader = new TopicReader(prefix, registry);
        RecordKind.ALL.forEach(kind -> {
            Shelf<?> shelf = Shelf.of(kind, registry);
            shelves.put(kind.kind(), shelf);
            shelf.readBy(reader);
        });
        follower = reader.follow("catalogue-view", connection);
    }

    /// Reads what there is, and follows what changes.
    ///
    /// @param connection how to reach Kafka
    /// @param prefix of the topics' names
    public static CatalogueView start(Map<String, Object> connection, String prefix, SchemaRegistry registry) {
        return new CatalogueView(connection, prefix, registry);
    }

    @Override
    public TopicFollower follower() {
        return follower;
    }

    /// A record, if it is there.
    public <R extends AvroRoot & CatalogCommand.Body> Optional<Typed<R>> find(
            RecordKind<R> kind, TenantId tenant, String id) {
        Shelf<R> shelf = shelf(kind);
        return Optional.ofNullable(shelf.of(tenant).get(id))
                .flatMap(shelf::decode)
                .map(record -> new Typed<>(kind, record));
    }

    /// Whether there is such a record.
    public boolean has(RecordKind<?> kind, TenantId tenant, String id) {
        return shelf(kind).of(tenant).containsKey(id);
    }

    /// Records in the order of their ids.
    ///
    /// @param within what ids begin with, in whole parts; empty for all
    /// @param after only ids behind this one; empty for all
    public <R extends AvroRoot & CatalogCommand.Body> Stream<Typed<R>> list(
            RecordKind<R> kind, TenantId tenant, String within, String after) {
        Shelf<R> shelf = shelf(kind);
        NavigableMap<String, byte[]> behind = shelf.of(tenant).tailMap(after, false);
        String first = within + '|';
        NavigableMap<String, byte[]> wanted = within.isEmpty()
                ? behind
                : first.compareTo(after) > 0
                        ? behind.subMap(first, true, within + AFTER_SEPARATOR, false)
                        : behind.headMap(within + AFTER_SEPARATOR, false);
        return wanted.entrySet().stream()
                .flatMap(entry -> shelf.decode(entry.getValue()).stream())
                .map(record -> new Typed<>(kind, record));
    }

    @SuppressWarnings("unchecked") // Only a kind's own shelf is under it.
    private <R extends AvroRoot & CatalogCommand.Body> Shelf<R> shelf(RecordKind<R> kind) {
        Shelf<?> shelf = shelves.get(kind.kind());
        if (shelf == null) {
            throw new IllegalArgumentException("there is no kind " + kind.kind());
        }
        return (Shelf<R>) shelf;
    }

    /// Waits a moment until a record is in this version or a later one, or gone if it should be: whoever changed it
    /// then reads what they wrote.
    void awaitVersion(RecordKind<?> kind, TenantId tenant, String id, long version, boolean gone, Duration patience) {
        await(
                () -> {
                    Optional<Long> there = find(kind, tenant, id).map(Typed::version);
                    return there.isPresent() ? there.get() >= version : gone;
                },
                patience);
    }

    /// Waits a moment until everything is read that was committed before a time.
    void awaitAsOf(Instant time, Duration patience) {
        await(() -> reach().asOf().filter(asOf -> asOf.isAfter(time)).isPresent(), patience);
    }
}
