package io.millrace.topology.stock.query;

import io.millrace.domain.CatalogKey;
import io.millrace.domain.LaneKey;
import io.millrace.schemas.avro.AvroRoot;
import io.millrace.schemas.topics.Topic;
import io.millrace.schemas.topics.Topics;
import io.millrace.schemas.wire.LanePartitioner;
import io.millrace.topology.catalog.CatalogStore;
import io.millrace.topology.catalog.CatalogStores;
import io.millrace.topology.segments.SegmentedStore;
import io.millrace.topology.stock.query.Freshness.Source;
import io.millrace.topology.stock.state.Heard;
import io.millrace.topology.stock.state.StockState;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KeyQueryMetadata;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.errors.StreamsNotStartedException;
import org.apache.kafka.streams.processor.StreamPartitioner;
import org.apache.kafka.streams.state.HostInfo;
import org.jspecify.annotations.Nullable;

/// The stores of an application that runs in this process.
final class LiveStores implements StockStores {
    /// A node that lost its partition without hearing of it hears within a session; one that did nothing for almost
    /// that long can't be sure any more, and answers as a copy does.
    private static final long SURE_NANOS = TimeUnit.SECONDS.toNanos(5);

    private static final StreamPartitioner<Integer, Object> BY_NUMBER =
            (_, partition, _, _) -> Optional.of(Set.of(partition));

    private final KafkaStreams streams;
    private final Copies copies;
    private final int partitions;
    private final SampledLag lag;
    private final Map<Integer, SegmentedStore<StockState>> known = new ConcurrentHashMap<>();
    private final AtomicReference<@Nullable CatalogFacts> facts = new AtomicReference<>();

    LiveStores(KafkaStreams streams, Copies copies, int partitions, List<String> topics) {
        this.streams = streams;
        this.copies = copies;
        this.partitions = partitions;
        this.lag = new SampledLag(streams, topics);
    }

    @Override
    public int partition(LaneKey lane) {
        return LanePartitioner.partition(lane, partitions);
    }

    @Override
    public int partitions() {
        return partitions;
    }

    @Override
    public Whereabouts whereabouts(int partition) {
        Optional<KeyQueryMetadata> told = told(partition);
        return new Whereabouts(
                partition,
                told.map(KeyQueryMetadata::activeHost).flatMap(LiveStores::address),
                told.stream()
                        .flatMap(metadata -> metadata.standbyHosts().stream())
                        .flatMap(host -> address(host).stream())
                        .sorted()
                        .toList());
    }

    private Optional<KeyQueryMetadata> told(int partition) {
        try {
            KeyQueryMetadata metadata = streams.queryMetadataForKey(StockState.STORE, partition, BY_NUMBER);
            return metadata == null || metadata.equals(KeyQueryMetadata.NOT_AVAILABLE)
                    ? Optional.empty()
                    : Optional.of(metadata);
        } catch (StreamsNotStartedException | IllegalStateException notRunning) {
            return Optional.empty();
        }
    }

    private static Optional<String> address(HostInfo host) {
        return host.equals(HostInfo.unavailable()) ? Optional.empty() : Optional.of(host.host() + ":" + host.port());
    }

    @Override
    public Optional<SegmentedStore<StockState>> of(int partition) {
        lag.refresh();
        SegmentedStore<StockState> last = known.get(partition);
        if (last != null && last.isOpen()) {
            return Optional.of(last);
        }
        Optional<SegmentedStore<StockState>> found =
                ask(StoreQueryParameters.fromNameAndType(StockState.STORE, new StockStoreType())
                        .enableStaleStores()
                        .withPartition(partition));
        found.ifPresent(store -> known.put(partition, store));
        return found;
    }

    @Override
    public Optional<CatalogFacts> catalog() {
        CatalogFacts last = facts.get();
        if (last != null && last.isOpen()) {
            return Optional.of(last);
        }
        Optional<CatalogFacts> found = catalog(Topics.ITEMS)
                .flatMap(items -> catalog(Topics.LOCATIONS)
                        .flatMap(locations ->
                                catalog(Topics.TILLS).map(tills -> new CatalogFacts(items, locations, tills))));
        found.ifPresent(facts::set);
        return found;
    }

    private <V extends AvroRoot> Optional<CatalogStore<V>> catalog(Topic<CatalogKey, V> topic) {
        String name = CatalogStores.storeOf(topic);
        return ask(StoreQueryParameters.fromNameAndType(name, new CatalogType<V>()));
    }

    private <S> Optional<S> ask(StoreQueryParameters<S> parameters) {
        try {
            return Optional.of(streams.store(parameters));
        } catch (InvalidStateStoreException | IllegalStateException notThere) {
            return Optional.empty();
        }
    }

    @Override
    public Optional<String> trouble(int partition, SegmentedStore<StockState> store) {
        if (!store.isOpen()) {
            return Optional.of("partition " + partition + " is leaving this node");
        }
        if (store.isOwned()) {
            return Optional.empty();
        }
        if (!copies.isComplete(partition)) {
            return Optional.of("this node is still reading partition " + partition);
        }
        return store.isTorn()
                ? Optional.of("this node is in the middle of a commit of partition " + partition)
                : Optional.empty();
    }

    @Override
    public Freshness freshness(int partition, SegmentedStore<StockState> store, boolean committed) {
        boolean owned = store.isOwned();
        boolean sure = owned && store.wasAliveWithin(SURE_NANOS);
        Heard heard = store.content().heard();
        return new Freshness(
                partition,
                sure ? Source.ACTIVE : Source.STANDBY,
                store.content().journalSequence(),
                owned ? heard.offsets() : Map.of(),
                eventAt(store, owned ? heard.recordedAtMicros() : Heard.NOTHING),
                waiting(partition, owned, sure),
                !owned || committed);
    }

    private OptionalLong waiting(int partition, boolean owned, boolean sure) {
        if (sure) {
            return lag.of(partition);
        }
        return owned ? OptionalLong.empty() : copies.lag(partition);
    }

    private static Optional<Instant> eventAt(SegmentedStore<StockState> store, long heardAtMicros) {
        if (heardAtMicros != Heard.NOTHING) {
            return Optional.of(Instant.EPOCH.plus(heardAtMicros, ChronoUnit.MICROS));
        }
        long loadedAt = store.loadedAtMillis();
        return loadedAt == SegmentedStore.NOTHING_LOADED
                ? Optional.empty()
                : Optional.of(Instant.ofEpochMilli(loadedAt));
    }
}
