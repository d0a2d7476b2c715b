package io.millrace.ledger.forecasting;

import io.millrace.domain.TenantId;
import io.millrace.events.demand.ForecastAccuracy;
import io.millrace.ledger.live.TopicFollower;
import io.millrace.ledger.live.TopicReader;
import io.millrace.ledger.live.TopicView;
import io.millrace.schemas.registry.SchemaRegistry;
import io.millrace.schemas.topics.Topics;
import io.millrace.topology.forecast.rules.Challenge.Day;
import io.millrace.topology.forecast.rules.Evidence;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// How forecasts turned out, by location, method and day, and how challengers did beside what was served. Safe for many
/// threads.
public final class AccuracyView implements Evidence, TopicView {
    private final Map<Place, Tally> tallies = new TreeMap<>();
    private final BesideServed beside = new BesideServed();
    private final ScoredPairs pairs = new ScoredPairs();
    private final TopicFollower follower;

    /// What is told apart.
    private record Place(String tenant, String location, String method, LocalDate date) implements Comparable<Place> {
        @Override
        public int compareTo(Place other) {
            int order = tenant.compareTo(other.tenant);
            order = order == 0 ? location.compareTo(other.location) : order;
            order = order == 0 ? method.compareTo(other.method) : order;
            return order == 0 ? date.compareTo(other.date) : order;
        }
    }

    /// What the forecasts of one method cost on one day at one location.
    ///
    /// @param isServed whether they were the ones that are served
    /// @param items of how many items it is known
    /// @param loss the sum of their pinball losses, each the mean over the levels ÷ the item's scale
    /// @param square the sum of their squared errors, each ÷ the item's scale
    /// @param error the sum of expected − came
    /// @param actual the sum of what came
    /// @param paired of how many items a served forecast is known beside them
    /// @param servedLoss the sum of the served forecasts' losses of those items
    /// @param pairedLoss the sum of these forecasts' losses of those items
    public record Tally(
            String location,
            String method,
            LocalDate date,
            boolean isServed,
            long items,
            double loss,
            double square,
            double error,
            double actual,
            long paired,
            double servedLoss,
            double pairedLoss) {
        private Tally with(ForecastAccuracy one, Optional<ForecastAccuracy> served) {
            double ownLoss = BesideServed.loss(one);
            double difference = one.mean() - one.actual();
            double square = one.scale().meanSquare();
            return new Tally(
                    location,
                    method,
                    date,
                    one.served(),
                    items + 1,
                    loss + ownLoss,
                    this.square + (square > 0 ? difference * difference / square : 0),
                    error + difference,
                    actual + one.actual(),
                    paired + (served.isPresent() ? 1 : 0),
                    servedLoss + served.map(BesideServed::loss).orElse(0.0),
                    pairedLoss + (served.isPresent() ? ownLoss : 0));
        }
    }

    private AccuracyView(Map<String, Object> connection, String prefix, SchemaRegistry registry) {
        this.follower = new TopicReader(prefix, registry)
                .with(Topics.FORECAST_ACCURACY, (_, one, record) -> {
                    if (one != null) {
                        hear(one, record.partition());
                    }
                })
                .follow("accuracy-view", connection);
    }

    /// Reads what there is, and follows what comes.
    ///
    /// @param connection how to reach Kafka
    /// @param prefix of the topics' names
    public static AccuracyView start(Map<String, Object> connection, String prefix, SchemaRegistry registry) {
        return new AccuracyView(connection, prefix, registry);
    }

    private void hear(ForecastAccuracy one, int partition) {
        Optional<ForecastAccuracy> served = beside.hear(one, partition);
        Place place = new Place(one.tenantId(), one.locationId(), one.method(), one.date());
        synchronized (tallies) {
            Tally before = tallies.getOrDefault(
                    place, new Tally(one.locationId(), one.method(), one.date(), one.served(), 0, 0, 0, 0, 0, 0, 0, 0));
            tallies.put(place, before.with(one, served));
        }
        pairs.hear(one, served);
    }

    @Override
    public TopicFollower follower() {
        return follower;
    }

    /// Nothing, while only a part of what was scored has been read.
    @Override
    public Map<String, Collection<Day>> beside(TenantId tenant, String served, LocalDate after) {
        return reach().asOf().isPresent() ? pairs.beside(tenant, served, after) : Map.of();
    }

    @Override
    public Optional<LocalDate> lastDay(TenantId tenant) {
        return pairs.lastDay(tenant);
    }

    /// What is known of a tenant.
    ///
    /// @param location only of this one, if given
    /// @param from only of this day and later ones
    public List<Tally> of(TenantId tenant, Optional<String> location, LocalDate from) {
        List<Tally> found = new ArrayList<>();
        synchronized (tallies) {
            tallies.forEach((place, tally) -> {
                if (place.tenant.equals(tenant.value())
                        && location.map(place.location::equals).orElse(true)
                        && !place.date.isBefore(from)) {
                    found.add(tally);
                }
            });
        }
        return found;
    }
}
