package io.millrace.ledger.forecasting;

import io.millrace.domain.ItemKey;
import io.millrace.events.demand.Forecast;
import io.millrace.ledger.live.RecordLookup;
import io.millrace.ledger.live.RecordLookup.Place;
import io.millrace.ledger.live.TopicFollower;
import io.millrace.ledger.live.TopicFollower.Reach;
import io.millrace.schemas.registry.SchemaRegistry;
import io.millrace.schemas.topics.Topic;
import io.millrace.schemas.topics.Topics;
import io.millrace.schemas.wire.Decoded;
import io.millrace.schemas.wire.RecordDecoder;
import io.millrace.topology.forecast.revision.Lookup;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Which forecasts there are. Keeps in memory where each is and what it was made of; what it says is read from the
/// topic. Safe for many threads.
public final class ForecastView implements Lookup, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ForecastView.class);

    private final RecordDecoder<Forecast> decoder;
    private final ConcurrentMap<String, Made> places = new ConcurrentHashMap<>();
    private final RecordLookup<Forecast> lookup;
    private final TopicFollower follower;

    /// Where a forecast is, and what it was made of.
    public record Made(Place place, String runId, long version, LocalDate dataUpTo, long dataVersion, Instant madeAt) {}

    private ForecastView(Map<String, Object> connection, String prefix, SchemaRegistry registry) {
        Topic<ItemKey, Forecast> forecasts = Topics.FORECASTS.prefixed(prefix);
        this.decoder = new RecordDecoder<>(forecasts.value(), registry);
        this.lookup = new RecordLookup<>(connection, forecasts, registry);
        this.follower = TopicFollower.fromBegin("forecast-view", connection, List.of(forecasts.name()), this::hear);
    }

    /// Learns what there is, and follows what comes.
    ///
    /// @param connection how to reach Kafka
    /// @param prefix of the topics' names
    public static ForecastView start(Map<String, Object> connection, String prefix, SchemaRegistry registry) {
        return new ForecastView(connection, prefix, registry);
    }

    private void hear(ConsumerRecord<byte[], byte[]> record) {
        String key = record.key() == null ? "" : new String(record.key(), StandardCharsets.UTF_8);
        if (record.value() == null) {
            places.remove(key);
        } else if (decoder.decode(record.value()) instanceof Decoded.Value<Forecast>(Forecast forecast, int _)) {
            places.put(key, made(record, forecast));
        } else {
            LOG.warn("Forecast {} is left as it was: it is not readable", key);
        }
    }

    private static Made made(ConsumerRecord<byte[], byte[]> record, Forecast forecast) {
        return new Made(
                Place.of(record),
                Objects.requireNonNullElse(forecast.runId(), ""),
                forecast.version(),
                forecast.dataUpTo(),
                Objects.requireNonNullElse(forecast.dataVersion(), -1L),
                forecast.madeAt());
    }

    /// How far it has read.
    public Reach reach() {
        return follower.reach();
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
