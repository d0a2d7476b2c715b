package io.millrace.ledger.forecasting;

import io.millrace.domain.ItemKey;
import io.millrace.events.demand.Forecast;
import io.millrace.ledger.live.RecordLookup;
import io.millrace.ledger.live.RecordLookup.Place;
import io.millrace.ledger.live.TopicFollower;
import io.millrace.ledger.live.TopicReader;
import io.millrace.ledger.live.TopicView;
import io.millrace.schemas.registry.SchemaRegistry;
import io.millrace.schemas.topics.Topics;
import io.millrace.topology.forecast.revision.Lookup;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/// Which forecasts there are. Keeps in memory where each is and what it was made of; what it says is read from the
/// topic. Safe for many threads.
public final class ForecastView implements Lookup, TopicView {
    private final ConcurrentMap<String, Made> places = new ConcurrentHashMap<>();
    private final RecordLookup<Forecast> lookup;
    private final TopicFollower follower;

    /// Where a forecast is, and what it was made of.
    public record Made(Place place, String runId, long version, LocalDate dataUpTo, long dataVersion, Instant madeAt) {}

    private ForecastView(Map<String, Object> connection, String prefix, SchemaRegistry registry) {
        this.lookup = new RecordLookup<>(connection, Topics.FORECASTS.prefixed(prefix), registry);
        this.follower = new TopicReader(prefix, registry)
                .with(
                        Topics.FORECASTS,
                        (key, forecast, record) -> places.compute(
                                key.text(), (_, _) -> forecast == null ? null : made(Place.of(record), forecast)))
                .follow("forecast-view", connection);
    }

    /// Learns what there is, and follows what comes.
    ///
    /// @param connection how to reach Kafka
    /// @param prefix of the topics' names
    public static ForecastView start(Map<String, Object> connection, String prefix, SchemaRegistry registry) {
        return new ForecastView(connection, prefix, registry);
    }

    private static Made made(Place place, Forecast forecast) {
        return new Made(
                place,
                Objects.requireNonNullElse(forecast.runId(), ""),
                forecast.version(),
                forecast.dataUpTo(),
                Objects.requireNonNullElse(forecast.dataVersion(), -1L),
                forecast.madeAt());
    }

    @Override
    public TopicFollower follower() {
        return follower;
    }

    /// How many forecasts there are.
    public int size() {
        return places.size();
    }

    /// What is known of a series' forecast without reading it.
    public Optional<Made> find(ItemKey item) {
        return Optional.ofNullable(places.get(item.text()));
    }

    /// The forecast of a series, if there is one.
    public Optional<Forecast> read(ItemKey item) {
        Optional<Made> made = find(item);
        Optional<Forecast> forecast = made.flatMap(known -> lookup.read(known.place()));
        return forecast.isEmpty() && !made.equals(find(item)) ? read(item) : forecast;
    }

    @Override
    public Optional<Forecast> at(int partition, long offset) {
        return lookup.read(new Place(partition, offset));
    }

    @Override
    public void close() {
        follower.close();
        lookup.close();
    }
}
