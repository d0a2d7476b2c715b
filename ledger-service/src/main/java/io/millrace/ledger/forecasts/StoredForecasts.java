package io.millrace.ledger.forecasts;

import io.millrace.domain.ItemKey;
import io.millrace.domain.SourceKey;
import io.millrace.events.demand.ExternalForecast;
import io.millrace.ledger.live.RecordLookup;
import io.millrace.ledger.live.RecordLookup.Place;
import io.millrace.ledger.live.TopicFollower;
import io.millrace.ledger.live.TopicReader;
import io.millrace.ledger.live.TopicView;
import io.millrace.schemas.registry.SchemaRegistry;
import io.millrace.schemas.topics.Topics;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;

/// What external forecasts there are. Keeps in memory where each of them is; what it says is read from the topic, as
/// there may be many and they are large. Safe for many threads.
public final class StoredForecasts implements TopicView {
    private static final char AFTER_SEPARATOR = '|' + 1;

    private final ConcurrentNavigableMap<String, Stored> places = new ConcurrentSkipListMap<>();
    private final RecordLookup<ExternalForecast> lookup;
    private final TopicFollower follower;

    /// Where a forecast is, and what has to be known of it without reading it.
    record Stored(Place place, String runId, long version) {}

    private StoredForecasts(Map<String, Object> connection, String prefix, SchemaRegistry registry) {
        this.lookup = new RecordLookup<>(connection, Topics.EXTERNAL_FORECASTS.prefixed(prefix), registry);
        this.follower = new TopicReader(prefix, registry)
                .with(
                        Topics.EXTERNAL_FORECASTS,
                        (key, one, record) -> places.compute(
                                key.text(),
                                (_, _) ->
                                        one == null ? null : new Stored(Place.of(record), one.runId(), one.version())))
                .follow("external-forecasts", connection);
    }

    /// Learns what there is, and follows what comes.
    ///
    /// @param connection how to reach Kafka
    /// @param prefix of the topics' names
    public static StoredForecasts start(Map<String, Object> connection, String prefix, SchemaRegistry registry) {
        return new StoredForecasts(connection, prefix, registry);
    }

    @Override
    public TopicFollower follower() {
        return follower;
    }

    /// What is known of a source's forecast without reading it.
    Optional<Stored> find(SourceKey key) {
        return Optional.ofNullable(places.get(key.text()));
    }

    /// What all sources say of an item at a location.
    List<ExternalForecast> read(ItemKey item) {
        String first = item.text() + '|';
        return places.subMap(first, true, item.text() + AFTER_SEPARATOR, false).keySet().stream()
                .flatMap(key -> read(key).stream())
                .toList();
    }

    private Optional<ExternalForecast> read(String key) {
        Stored stored = places.get(key);
        if (stored == null) {
            return Optional.empty();
        }
        Optional<ExternalForecast> forecast = lookup.read(stored.place());
        return forecast.isEmpty() && !stored.equals(places.get(key)) ? read(key) : forecast;
    }

    @Override
    public void close() {
        follower.close();
        lookup.close();
    }
}
