package io.millrace.ledger.forecasts;

import io.millrace.domain.ItemKey;
import io.millrace.domain.SourceKey;
import io.millrace.events.demand.ExternalForecast;
import io.millrace.ledger.live.RecordLookup;
import io.millrace.ledger.live.RecordLookup.Place;
import io.millrace.ledger.live.TopicFollower;
import io.millrace.ledger.live.TopicFollower.Reach;
import io.millrace.schemas.registry.SchemaRegistry;
import io.millrace.schemas.topics.Topic;
import io.millrace.schemas.topics.Topics;
import io.millrace.schemas.wire.Decoded;
import io.millrace.schemas.wire.RecordDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What external forecasts there are. Keeps in memory where each of them is; what it says is read from the topic, as
/// there may be many and they are large. Safe for many threads.
public final class StoredForecasts implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StoredForecasts.class);
    private static final char AFTER_SEPARATOR = '|' + 1;

    private final RecordDecoder<ExternalForecast> decoder;
    private final NavigableMap<String, Stored> places = new ConcurrentSkipListMap<>();
    private final RecordLookup<ExternalForecast> lookup;
    private final TopicFollower follower;

    /// Where a forecast is, and what has to be known of it without reading it.
    record Stored(Place place, String runId, long version) {}

    private StoredForecasts(Map<String, Object> connection, String prefix, SchemaRegistry registry) {
        Topic<SourceKey, ExternalForecast> topic = Topics.EXTERNAL_FORECASTS.prefixed(prefix);
        this.decoder = new RecordDecoder<>(topic.value(), registry);
        this.lookup = new RecordLookup<>(connection, topic, registry);
        this.follower = TopicFollower.fromBegin("external-forecasts", connection, List.of(topic.name()), this::hear);
    }

    /// Learns what there is, and follows what comes.
    ///
    /// @param connection how to reach Kafka
    /// @param prefix of the topics' names
    public static StoredForecasts start(Map<String, Object> connection, String prefix, SchemaRegistry registry) {
        return new StoredForecasts(connection, prefix, registry);
    }

    private void hear(ConsumerRecord<byte[], byte[]> record) {
        String key = record.key() == null ? "" : new String(record.key(), StandardCharsets.UTF_8);
        if (record.value() == null) {
            places.remove(key);
        } else if (decoder.decode(record.value())
                instanceof Decoded.Value<ExternalForecast>(ExternalForecast forecast, int _)) {
            places.put(key, new Stored(Place.of(record), forecast.runId(), forecast.version()));
        } else {
            LOG.warn("External forecast {} is left as it was: it is not readable", key);
        }
    }

    /// How far it has read.
    Reach reach() {
        return follower.reach();
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
