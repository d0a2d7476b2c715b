package io.millrace.ledger.forecasting;

import io.millrace.domain.ItemKey;
import io.millrace.domain.TenantId;
import io.millrace.events.demand.DemandDay;
import io.millrace.forecasting.DemandSeries;
import io.millrace.forecasting.SeriesId;
import io.millrace.ledger.live.TopicFollower;
import io.millrace.ledger.live.TopicFollower.Reach;
import io.millrace.ledger.live.TopicReader;
import io.millrace.ledger.live.TopicView;
import io.millrace.schemas.registry.SchemaRegistry;
import io.millrace.schemas.topics.Topics;
import io.millrace.topology.forecast.rules.Absent;
import io.millrace.topology.forecast.rules.Absent.Why;
import io.millrace.topology.forecast.rules.QuietDays;
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
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Predicate;

/// Demand as it was committed: every closed day of every series, in memory. Safe for many threads.
public final class DemandView implements TopicView {
    private static final Duration BACKFILL_PAUSE = Duration.ofSeconds(30);

    private final ConcurrentMap<TenantId, ConcurrentMap<String, Lane>> tenants = new ConcurrentHashMap<>();
    private final TopicFollower follower;
    private final Optional<Backfill> backfill;

    /// The series of one location.
    private static final class Lane {
        private final Map<String, SeriesDays> items = new TreeMap<>();
        private final LaneDays days = new LaneDays();
        private long lastClosedDay = Long.MIN_VALUE;
        private long changedNanos = System.nanoTime();

        /// Why an item counts as one that sells no more; empty if it sold lately.
        private Optional<Why> absence(SeriesDays days, int daysAwake) {
            LocalDate since = LocalDate.ofEpochDay(lastClosedDay).minusDays(daysAwake);
            Optional<LocalDate> sold = days.lastSale();
            return sold.isEmpty()
                    ? Optional.of(Why.NEVER_SOLD)
                    : sold.get().isAfter(since) ? Optional.empty() : Optional.of(Why.ASLEEP);
        }
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
        this.follower = new TopicReader(prefix, registry)
                .with(Topics.DEMAND_DAYS, (_, day, record) -> {
                    if (day != null && day.complete()) {
                        put(day, record.offset());
                    }
                })
                .follow("demand-view", connection);
        String topic = Topics.DEMAND_DAYS.prefixed(prefix).name();
        this.backfill = older.map(known -> Backfill.start(connection, topic, known, this::fill, BACKFILL_PAUSE));
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

    private Lane lane(TenantId tenant, String location) {
        return tenants.computeIfAbsent(tenant, _ -> new ConcurrentHashMap<>())
                .computeIfAbsent(location, _ -> new Lane());
    }

    private void fill(OlderDemand.Day day) {
        Lane lane = lane(day.tenant(), day.location());
        synchronized (lane) {
            int change = lane.items
                    .computeIfAbsent(day.item(), _ -> new SeriesDays())
                    .putOlder(day);
            lane.days.add(day.date(), change);
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

    @Override
    public TopicFollower follower() {
        return follower;
    }

    /// How far it has read. Nothing is as of any time until what the topic has no more was read, too, if it can be.
    @Override
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

    /// Every series of a tenant on which something was sold lately.
    ///
    /// @param daysAwake how many days before the last that its location closed count as lately
    List<Summary> summaries(TenantId tenant, int daysAwake) {
        List<Summary> found = new ArrayList<>();
        forEach(tenant, (location, lane) -> {
            LocalDate closed = LocalDate.ofEpochDay(lane.lastClosedDay);
            long quiet = System.nanoTime() - lane.changedNanos;
            lane.items.forEach((item, days) -> {
                if (lane.absence(days, daysAwake).isEmpty()) {
                    found.add(new Summary(location, item, closed, days.version(), quiet));
                }
            });
        });
        return found;
    }

    /// Every other series of a tenant.
    List<Absent> absent(TenantId tenant, int daysAwake) {
        List<Absent> found = new ArrayList<>();
        forEach(
                tenant,
                (location, lane) -> lane.items.forEach((item, days) ->
                        lane.absence(days, daysAwake).ifPresent(why -> found.add(new Absent(location, item, why)))));
        return found;
    }

    /// Why a series is not among those on which something was sold lately; empty if it is.
    Optional<Why> absence(ItemKey item, int daysAwake) {
        Optional<Why> unknown = Optional.of(Why.UNKNOWN);
        return ask(item.lane().tenant(), item.lane().location().value(), unknown, lane -> {
            SeriesDays days = lane.items.get(item.item().value());
            return days == null ? unknown : lane.absence(days, daysAwake);
        });
    }

    private void forEach(TenantId tenant, BiConsumer<String, Lane> taker) {
        tenants.getOrDefault(tenant, new ConcurrentHashMap<>()).forEach((location, lane) -> {
            synchronized (lane) {
                taker.accept(location, lane);
            }
        });
    }

    private <T> T ask(TenantId tenant, String location, T unknown, Function<Lane, T> answer) {
        Lane lane = tenants.getOrDefault(tenant, new ConcurrentHashMap<>()).get(location);
        if (lane == null) {
            return unknown;
        }
        synchronized (lane) {
            return answer.apply(lane);
        }
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
        return ask(
                tenant,
                location,
                Optional.empty(),
                lane -> Optional.ofNullable(lane.items.get(item))
                        .map(days -> new Known(
                                days.series(
                                        new SeriesId(location + '|' + item),
                                        last,
                                        date -> closed.test(date)
                                                || lane.days.quiet(date) == QuietDays.CLOSED_FOR_ONCE),
                                days.version())));
    }

    @Override
    public void close() {
        backfill.ifPresent(Backfill::close);
        follower.close();
    }
}
