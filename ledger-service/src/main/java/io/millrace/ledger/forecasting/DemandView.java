package io.millrace.ledger.forecasting;

import io.millrace.domain.DayKey;
import io.millrace.domain.ItemKey;
import io.millrace.domain.TenantId;
import io.millrace.events.demand.DemandDay;
import io.millrace.forecasting.DemandSeries;
import io.millrace.forecasting.SeriesId;
import io.millrace.ledger.live.TopicFollower;
import io.millrace.ledger.live.TopicFollower.Reach;
import io.millrace.schemas.registry.SchemaRegistry;
import io.millrace.schemas.topics.Topic;
import io.millrace.schemas.topics.Topics;
import io.millrace.schemas.wire.Decoded;
import io.millrace.schemas.wire.RecordDecoder;
import io.millrace.topology.forecast.rules.Absent;
import io.millrace.topology.forecast.rules.Absent.Why;
import io.millrace.topology.forecast.rules.QuietDays;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Demand as it was committed: every closed day of every series, in memory. Safe for many threads.
public final class DemandView implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DemandView.class);
    private static final Duration BACKFILL_PAUSE = Duration.ofSeconds(30);

    private final RecordDecoder<DemandDay> decoder;
    private final ConcurrentMap<TenantId, ConcurrentMap<String, Lane>> tenants = new ConcurrentHashMap<>();
    private final TopicFollower follower;
    private final Optional<Backfill> backfill;

    /// The series of one location.
    private static final class Lane {
        private final Map<String, SeriesDays> items = new TreeMap<>();
        private final LaneDays days = new LaneDays();
        private long lastClosedDay = Long.MIN_VALUE;
        private long changedNanos = System.nanoTime();
    }

    /// A series, and how it is known.
    ///
    /// @param version the offset of the newest day in it
    public record Known(DemandSeries series, long version) {}

    /// What is known of a series without making it.
    ///
    /// @param lastClosed the last day that its location has closed
    /// @param quietNanos for how long nothing has changed at its location
    record Summary(String location, String item, LocalDate lastClosed, long version, long quietNanos) {}

    private DemandView(
            Map<String, Object> connection, String prefix, SchemaRegistry registry, Optional<OlderDemand> older) {
        Topic<DayKey, DemandDay> topic = Topics.DEMAND_DAYS.prefixed(prefix);
        this.decoder = new RecordDecoder<>(topic.value(), registry);
        this.follower = TopicFollower.fromBegin("demand-view", connection, List.of(topic.name()), this::hear);
        this.backfill = older.map(known -> Backfill.start(connection, topic.name(), known, this::fill, BACKFILL_PAUSE));
    }

    /// Reads what there is, and follows what comes.
    ///
    /// @param connection how to reach Kafka
    /// @param prefix of the topics' names
    public static DemandView start(Map<String, Object> connection, String prefix, SchemaRegistry registry) {
        return start(connection, prefix, registry, Optional.empty());
    }

    /// Reads what there is, also days that the topic has no more, and follows what comes. What the topic says of a day
    /// counts, whoever is first.
    ///
    /// @param connection how to reach Kafka
    /// @param prefix of the topics' names
    /// @param older what is known of days that the topic may have no more
    public static DemandView start(
            Map<String, Object> connection, String prefix, SchemaRegistry registry, Optional<OlderDemand> older) {
        return new DemandView(connection, prefix, registry, older);
    }

    private void hear(ConsumerRecord<byte[], byte[]> record) {
        if (record.value() == null) {
            return;
        }
        if (decoder.decode(record.value()) instanceof Decoded.Value<DemandDay>(DemandDay day, int _)) {
            if (day.complete()) {
                put(day, record.offset());
            }
        } else {
            LOG.warn(
                    "Demand day {} is left as it was: it is not readable",
                    record.key() == null ? "" : new String(record.key(), StandardCharsets.UTF_8));
        }
    }

    private Lane lane(TenantId tenant, String location) {
        return tenants.computeIfAbsent(tenant, _ -> new ConcurrentHashMap<>())
                .computeIfAbsent(location, _ -> new Lane());
    }

    private void fill(OlderDemand.Day day) {
        Lane lane = lane(day.tenant(), day.location());
        synchronized (lane) {
            lane.items.computeIfAbsent(day.item(), _ -> new SeriesDays()).putOlder(day);
            lane.lastClosedDay = Math.max(lane.lastClosedDay, day.date().toEpochDay());
        }
    }

    private void put(DemandDay day, long offset) {
        Lane lane = lane(TenantId.of(day.tenantId()), day.locationId());
        synchronized (lane) {
            int change = lane.items
                    .computeIfAbsent(day.itemId(), _ -> new SeriesDays())
                    .put(day, offset);
            lane.days.add(day.businessDate(), change);
            lane.lastClosedDay = Math.max(lane.lastClosedDay, day.businessDate().toEpochDay());
            lane.changedNanos = System.nanoTime();
        }
    }

    /// How far it has read. Nothing is as of any time until what the topic has no more was read, too, if it can be.
    public Reach reach() {
        Reach heard = follower.reach();
        return isBackfilling() ? new Reach(heard.lag(), Optional.empty()) : heard;
    }

    /// Whether days are still read that the topic has no more.
    public boolean isBackfilling() {
        return backfill.filter(reading -> reading.state() == Backfill.State.BACKFILLING)
                .isPresent();
    }

    /// How many days were read that the topic has no more.
    public long backfilledDays() {
        return backfill.map(Backfill::days).orElse(0L);
    }

    Collection<TenantId> tenants() {
        return List.copyOf(tenants.keySet());
    }

    /// Every series of a tenant on which something was sold since a day.
    List<Summary> summaries(TenantId tenant, int daysAwake) {
        List<Summary> found = new ArrayList<>();
        tenants.getOrDefault(tenant, new ConcurrentHashMap<>()).forEach((location, lane) -> {
            synchronized (lane) {
                LocalDate closed = LocalDate.ofEpochDay(lane.lastClosedDay);
                long quiet = System.nanoTime() - lane.changedNanos;
                LocalDate since = closed.minusDays(daysAwake);
                lane.items.forEach((item, days) -> {
                    if (days.lastSale().filter(sold -> sold.isAfter(since)).isPresent()) {
                        found.add(new Summary(location, item, closed, days.version(), quiet));
                    }
                });
            }
        });
        return found;
    }

    /// Whether anything is known of a series.
    boolean has(ItemKey item) {
        Lane lane = tenants.getOrDefault(item.lane().tenant(), new ConcurrentHashMap<>())
                .get(item.lane().location().value());
        if (lane == null) {
            return false;
        }
        synchronized (lane) {
            return lane.items.containsKey(item.item().value());
        }
    }

    /// Every series of a tenant on which nothing was sold since a day, or ever.
    List<Absent> absent(TenantId tenant, int daysAwake) {
        List<Absent> found = new ArrayList<>();
        tenants.getOrDefault(tenant, new ConcurrentHashMap<>()).forEach((location, lane) -> {
            synchronized (lane) {
                LocalDate since = LocalDate.ofEpochDay(lane.lastClosedDay).minusDays(daysAwake);
                lane.items.forEach((item, days) -> {
                    Optional<LocalDate> sold = days.lastSale();
                    if (sold.isEmpty() || !sold.get().isAfter(since)) {
                        found.add(new Absent(location, item, sold.isEmpty() ? Why.NEVER_SOLD : Why.ASLEEP));
                    }
                });
            }
        });
        return found;
    }

    /// A series up to a day, if anything is known of it.
    public Optional<Known> series(TenantId tenant, String location, String item, LocalDate last) {
        return series(tenant, location, item, last, _ -> false);
    }

    /// A series up to a day, if anything is known of it.
    ///
    /// @param closed on which days the catalogue says that nothing was open
    public Optional<Known> series(
            TenantId tenant, String location, String item, LocalDate last, Predicate<LocalDate> closed) {
        Lane lane = tenants.getOrDefault(tenant, new ConcurrentHashMap<>()).get(location);
        if (lane == null) {
            return Optional.empty();
        }
        synchronized (lane) {
            return Optional.ofNullable(lane.items.get(item))
                    .map(days -> new Known(
                            days.series(
                                    new SeriesId(location + '|' + item),
                                    last,
                                    date -> closed.test(date) || lane.days.quiet(date) == QuietDays.CLOSED_FOR_ONCE),
                            days.version()));
        }
    }

    @Override
    public void close() {
        backfill.ifPresent(Backfill::close);
        follower.close();
    }
}
