package io.millrace.ledger.forecasting;

import io.millrace.domain.ItemKey;
import io.millrace.domain.TenantId;
import io.millrace.events.demand.ForecastAccuracy;
import io.millrace.events.demand.QuantileLoss;
import io.millrace.ledger.live.TopicFollower;
import io.millrace.ledger.live.TopicFollower.Reach;
import io.millrace.schemas.registry.SchemaRegistry;
import io.millrace.schemas.topics.Topic;
import io.millrace.schemas.topics.Topics;
import io.millrace.schemas.wire.Decoded;
import io.millrace.schemas.wire.RecordDecoder;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// How forecasts turned out, by location, method and day. Safe for many threads.
public final class AccuracyView implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AccuracyView.class);

    private final RecordDecoder<ForecastAccuracy> decoder;
    private final Map<Place, Tally> tallies = new TreeMap<>();
    private final Map<Integer, ForecastAccuracy> lastServed = new HashMap<>();
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
        private Tally with(ForecastAccuracy one, @Nullable ForecastAccuracy served) {
            double ownLoss = lossOf(one);
            double difference = one.mean() - one.actual();
            boolean isPaired = served != null && !one.served();
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
                    paired + (isPaired ? 1 : 0),
                    servedLoss + (isPaired ? lossOf(served) : 0),
                    pairedLoss + (isPaired ? ownLoss : 0));
        }

        private static double lossOf(ForecastAccuracy one) {
            double scale = one.scale().meanAbsolute();
            return scale > 0
                    ? one.losses().stream()
                                    .mapToDouble(QuantileLoss::loss)
                                    .average()
                                    .orElse(0)
                            / scale
                    : 0;
        }
    }

    private AccuracyView(Map<String, Object> connection, String prefix, SchemaRegistry registry) {
        Topic<ItemKey, ForecastAccuracy> topic = Topics.FORECAST_ACCURACY.prefixed(prefix);
        this.decoder = new RecordDecoder<>(topic.value(), registry);
        this.follower = TopicFollower.fromBegin("accuracy-view", connection, List.of(topic.name()), this::hear);
    }

    /// Reads what there is, and follows what comes.
    ///
    /// @param connection how to reach Kafka
    /// @param prefix of the topics' names
    public static AccuracyView start(Map<String, Object> connection, String prefix, SchemaRegistry registry) {
        return new AccuracyView(connection, prefix, registry);
    }

    private void hear(ConsumerRecord<byte[], byte[]> record) {
        if (decoder.decode(record.value()) instanceof Decoded.Value<ForecastAccuracy>(ForecastAccuracy one, int _)) {
            synchronized (tallies) {
                hear(one, record.partition());
            }
        } else {
            LOG.warn("A record of accuracy is left out: it is not readable");
        }
    }

    /// The served forecast of an item and day comes right before those that are compared with it.
    private void hear(ForecastAccuracy one, int partition) {
        ForecastAccuracy served = lastServed.get(partition);
        boolean isBeside = served != null
                && served.itemId().equals(one.itemId())
                && served.locationId().equals(one.locationId())
                && served.tenantId().equals(one.tenantId())
                && served.date().equals(one.date());
        Place place = new Place(one.tenantId(), one.locationId(), one.method(), one.date());
        Tally before = tallies.getOrDefault(
                place, new Tally(one.locationId(), one.method(), one.date(), one.served(), 0, 0, 0, 0, 0, 0, 0, 0));
        tallies.put(place, before.with(one, isBeside ? served : null));
        if (one.served()) {
            lastServed.put(partition, one);
        }
    }

    /// How far it has read.
    public Reach reach() {
        return follower.reach();
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

    @Override
    public void close() {
        follower.close();
    }
}
