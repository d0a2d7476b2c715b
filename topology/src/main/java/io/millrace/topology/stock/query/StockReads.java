package io.millrace.topology.stock.query;

import io.millrace.domain.LaneKey;
import io.millrace.domain.Sku;
import io.millrace.domain.TenantId;
import io.millrace.domain.stock.Position;
import io.millrace.events.stock.Proof;
import io.millrace.topology.segments.SegmentedStore;
import io.millrace.topology.stock.query.Reading.Away;
import io.millrace.topology.stock.query.Reading.Found;
import io.millrace.topology.stock.query.Reading.Kind;
import io.millrace.topology.stock.query.Reading.Unknown;
import io.millrace.topology.stock.state.StockState;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.streams.KafkaStreams;

/// Reads the lanes that live in this process. Any number of threads may ask; each answer is of one moment, between two
/// events, and says how fresh it is.
public final class StockReads {
    private final StockStores stores;

    StockReads(StockStores stores) {
        this.stores = stores;
    }

    /// Reads what an application holds.
    ///
    /// @param copies hears of the application's copies; must be set as its listener before it starts
    /// @param partitions over which lanes are shared out
    /// @param topics what the ledger reads, with the installation's prefix
    public static StockReads of(KafkaStreams streams, Copies copies, int partitions, List<String> topics) {
        return new StockReads(new LiveStores(streams, copies, partitions, topics));
    }

    /// Reads nothing, and knows who can.
    ///
    /// @param admin asks who has which partition; stays the caller's to close
    /// @param group that those are members of who read
    /// @param partitions over which lanes are shared out
    public static StockReads elsewhere(Admin admin, String group, int partitions) {
        return new StockReads(new GroupStores(admin, group, partitions));
    }

    /// Whether the ledger runs in other processes only, so that nothing can be read here.
    public boolean isElsewhere() {
        return stores instanceof GroupStores;
    }

    /// Which partition a lane lives in.
    public int partition(LaneKey lane) {
        return stores.partition(lane);
    }

    /// How many partitions there are.
    public int partitions() {
        return stores.partitions();
    }

    /// Who has a partition, as far as this process knows.
    public Whereabouts whereabouts(int partition) {
        return stores.whereabouts(partition);
    }

    /// An item's position; zeros when the catalogue knows the item, and nothing ever happened to it there.
    public Reading<ItemPosition> position(LaneKey lane, Sku item) {
        return ofLane(
                lane,
                Kind.ITEM,
                (reader, catalog) -> reader.position(item)
                        .or(() -> catalog.knows(lane.tenant(), item)
                                ? Optional.of(new ItemPosition(item, Position.EMPTY, 0))
                                : Optional.empty()));
    }

    /// Positions of a location, in pages.
    ///
    /// @param from 0, or where the page before said that the next begins
    public Reading<PositionPage> positions(LaneKey lane, int from, int limit) {
        return ofLane(lane, Kind.LOCATION, (reader, _) -> Optional.of(reader.page(from, limit)));
    }

    /// One reservation, over or not, until it is forgotten.
    public Reading<KnownReservation> reservation(LaneKey lane, String reservationId) {
        return ofLane(lane, Kind.RESERVATION, (reader, _) -> reader.reservation(reservationId));
    }

    /// The open reservations that come after a name, in the order of their names.
    public Reading<List<KnownReservation>> reservations(LaneKey lane, String after, Optional<Sku> item) {
        return sorted(ofLane(lane, Kind.LOCATION, (reader, _) -> Optional.of(reader.reservations(after, item))));
    }

    private static Reading<List<KnownReservation>> sorted(Reading<List<KnownReservation>> reading) {
        return switch (reading) {
            case Found<List<KnownReservation>>(var found, var freshness) ->
                new Found<>(
                        found.stream()
                                .sorted(Comparator.comparing(KnownReservation::reservationId))
                                .toList(),
                        freshness);
            case Unknown<List<KnownReservation>> unknown -> unknown;
            case Away<List<KnownReservation>> away -> away;
        };
    }

    /// What is known of a location's tills.
    public Reading<List<KnownTillDay>> tillDays(LaneKey lane, Optional<LocalDate> date) {
        return ofLane(lane, Kind.LOCATION, (reader, catalog) -> Optional.of(reader.tillDays(date, catalog)));
    }

    /// The last check of a tenant's stock in one partition; only its owner makes any.
    public Reading<Proof> proof(TenantId tenant, int partition) {
        return read(partition, (store, _) -> {
            Freshness freshness = stores.freshness(partition, store, true);
            Proof proof = store.content().proofs().get(tenant.value());
            return !store.isOwned()
                    ? new Away<>("only the owner of partition " + partition + " makes proofs")
                    : proof == null ? new Unknown<>(Kind.TENANT, freshness) : new Found<>(proof, freshness);
        });
    }

    /// The locations of a tenant, as this process knows them.
    public List<LaneKey> lanesOf(TenantId tenant) {
        return stores.catalog().map(catalog -> catalog.lanesOf(tenant)).orElse(List.of());
    }

    /// Whether the catalogue has the item; nothing if the catalogue is not there yet.
    public Optional<Boolean> knows(TenantId tenant, Sku item) {
        return stores.catalog().map(catalog -> catalog.knows(tenant, item));
    }

    private interface LaneQuery<T> {
        Optional<T> ask(LaneReader reader, CatalogFacts catalog);
    }

    private interface Query<T> {
        Reading<T> ask(SegmentedStore<StockState> store, CatalogFacts catalog);
    }

    private <T> Reading<T> ofLane(LaneKey lane, Kind missing, LaneQuery<T> query) {
        int partition = stores.partition(lane);
        return read(partition, (store, catalog) -> {
            LaneReader reader = new LaneReader(store.content(), lane);
            Optional<T> found = query.ask(reader, catalog);
            Freshness freshness = stores.freshness(partition, store, reader.isCommitted());
            if (!catalog.knows(lane)) {
                return new Unknown<>(Kind.LOCATION, freshness);
            }
            return found.<Reading<T>>map(value -> new Found<>(value, freshness))
                    .orElseGet(() -> new Unknown<>(missing, freshness));
        });
    }

    private <T> Reading<T> read(int partition, Query<T> query) {
        Optional<SegmentedStore<StockState>> found = stores.of(partition);
        if (found.isEmpty()) {
            return new Away<>("partition " + partition + " does not live here now");
        }
        Optional<CatalogFacts> catalog = stores.catalog();
        if (catalog.isEmpty()) {
            return new Away<>("the catalogue is being read");
        }
        SegmentedStore<StockState> store = found.get();
        return store.gate().read(() -> {
            Optional<String> trouble = stores.trouble(partition, store);
            return trouble.<Reading<T>>map(Away::new).orElseGet(() -> query.ask(store, catalog.get()));
        });
    }
}
