package io.millrace.ledger.catalogue;

import io.millrace.domain.CatalogKey;
import io.millrace.domain.TenantId;
import io.millrace.events.catalog.CatalogCommand;
import io.millrace.events.catalog.CatalogKind;
import io.millrace.ledger.live.TopicFollower;
import io.millrace.ledger.live.TopicFollower.Reach;
import io.millrace.schemas.avro.AvroRoot;
import io.millrace.schemas.registry.SchemaRegistry;
import io.millrace.schemas.wire.Decoded;
import io.millrace.schemas.wire.RecordDecoder;
import io.millrace.topology.catalog.rules.RecordKind;
import io.millrace.topology.catalog.rules.RecordKind.Typed;
import java.nio.charset.StandardCharsets;
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
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// All master data as it was committed, in its encoded form and in the order of ids, so that lists can be read page by
/// page. Safe for many threads.
public final class CatalogueView implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CatalogueView.class);
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
    private static final char AFTER_SEPARATOR = '|' + 1;

    private final Map<String, Shelf<?>> shelves = new HashMap<>();
    private final Map<CatalogKind, Shelf<?>> byKind = new HashMap<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
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

        void put(CatalogKey key, byte @Nullable [] value) {
            if (value == null) {
                of(key.tenant()).remove(key.id());
            } else if (decode(value).isPresent()) {
                of(key.tenant()).put(key.id(), value);
            } else {
                LOG.warn("Record {} of {} is left as it was: it is not readable", key, kind.plural());
            }
        }

        Optional<R> decode(byte[] value) {
            return decoder.decode(value) instanceof Decoded.Value<R>(R record, int _)
                    ? Optional.of(record)
                    : Optional.empty();
        }
    }

    private CatalogueView(Map<String, Object> connection, String prefix, SchemaRegistry registry) {
        RecordKind.ALL.forEach(kind -> {
            Shelf<?> shelf = Shelf.of(kind, registry);
            byKind.put(kind.kind(), shelf);
            shelves.put(kind.topic().prefixed(prefix).name(), shelf);
        });
        follower = TopicFollower.fromBegin(
                "catalogue-view", connection, shelves.keySet().stream().sorted().toList(), this::hear);
    }

    /// Reads what there is, and follows what changes.
    ///
    /// @param connection how to reach Kafka
    /// @param prefix of the topics' names
    public static CatalogueView start(Map<String, Object> connection, String prefix, SchemaRegistry registry) {
        return new CatalogueView(connection, prefix, registry);
    }

    private void hear(ConsumerRecord<byte[], byte[]> record) {
        Shelf<?> shelf = shelves.get(record.topic());
        if (shelf == null || record.key() == null) {
            return;
        }
        try {
            shelf.put(CatalogKey.parse(new String(record.key(), StandardCharsets.UTF_8)), record.value());
        } catch (IllegalArgumentException malformed) {
            LOG.warn("A record of {} has no key that names a tenant and an id", record.topic(), malformed);
        }
        lock.lock();
        try {
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// How far it has read; as of nothing while it still reads what there was before.
    public Reach reach() {
        return follower.reach();
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
        Shelf<?> shelf = byKind.get(kind.kind());
        if (shelf == null) {
            throw new IllegalArgumentException("there is no kind " + kind.kind());
        }
        return (Shelf<R>) shelf;
    }

    /// Waits a moment until a record is in this version or a later one, or gone if it should be: whoever changed it
    /// then reads what they wrote.
    void awaitVersion(RecordKind<?> kind, TenantId tenant, String id, long version, boolean gone, Duration patience) {
        awaitUntil(
                () -> {
                    Optional<Long> there = find(kind, tenant, id).map(Typed::version);
                    return there.isPresent() ? there.get() >= version : gone;
                },
                patience);
    }

    /// Waits a moment until everything is read that was committed before a time.
    void awaitAsOf(Instant time, Duration patience) {
        awaitUntil(() -> reach().asOf().filter(asOf -> asOf.isAfter(time)).isPresent(), patience);
    }

    private void awaitUntil(BooleanSupplier reached, Duration patience) {
        long endNanos = System.nanoTime() + patience.toNanos();
        lock.lock();
        try {
            while (!reached.getAsBoolean() && endNanos - System.nanoTime() > 0) {
                if (changed.awaitNanos(Math.min(endNanos - System.nanoTime(), LOOK_NANOS)) < 0) {
                    LOG.debug("The view looks again");
                }
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        follower.close();
    }
}
