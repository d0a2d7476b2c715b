package io.millrace.ledger.forecasts;

import io.millrace.domain.ItemKey;
import io.millrace.domain.SourceKey;
import io.millrace.events.demand.ExternalForecast;
import io.millrace.ledger.live.TopicFollower;
import io.millrace.ledger.live.TopicFollower.Reach;
import io.millrace.schemas.registry.SchemaRegistry;
import io.millrace.schemas.topics.Topic;
import io.millrace.schemas.topics.Topics;
import io.millrace.schemas.wire.Decoded;
import io.millrace.schemas.wire.RecordDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What external forecasts there are. Keeps in memory where each of them is; what it says is read from the topic, as
/// there may be many and they are large. Safe for many threads.
public final class StoredForecasts implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StoredForecasts.class);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final char AFTER_SEPARATOR = '|' + 1;

    private final RecordDecoder<ExternalForecast> decoder;
    private final NavigableMap<String, Place> places = new ConcurrentSkipListMap<>();
    private final ReentrantLock reading = new ReentrantLock();
    private final KafkaConsumer<byte[], byte[]> reader;
    private final TopicFollower follower;

    /// Where a forecast is, and what has to be known of it without reading it.
    record Place(int partition, long offset, String runId, long version) {}

    private StoredForecasts(Map<String, Object> connection, String prefix, SchemaRegistry registry) {
        Topic<SourceKey, ExternalForecast> topic = Topics.EXTERNAL_FORECASTS.prefixed(prefix);
        this.decoder = new RecordDecoder<>(topic.value(), registry);
        this.reader = TopicFollower.consumer(connection);
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
            places.put(key, new Place(record.partition(), record.offset(), forecast.runId(), forecast.version()));
        } else {
            LOG.warn("External forecast {} is left as it was: it is not readable", key);
        }
    }

    /// How far it has read.
    Reach reach() {
        return follower.reach();
    }

    /// What is known of a source's forecast without reading it.
    Optional<Place> find(SourceKey key) {
        return Optional.ofNullable(places.get(key.text()));
    }

    /// What all sources say of an item at a location.
    ///
    /// @param topic where forecasts are
    List<ExternalForecast> read(ItemKey item, String topic) {
        String first = item.text() + '|';
        List<ExternalForecast> forecasts = new ArrayList<>();
        for (Place place :
                places.subMap(first, true, item.text() + AFTER_SEPARATOR, false).values()) {
            read(topic, place).ifPresent(forecasts::add);
        }
        return forecasts;
    }

    private Optional<ExternalForecast> read(String topic, Place place) {
        TopicPartition partition = new TopicPartition(topic, place.partition());
        reading.lock();
        try {
            reader.assign(List.of(partition));
            reader.seek(partition, place.offset());
            for (ConsumerRecord<byte[], byte[]> record : reader.poll(PATIENCE).records(partition)) {
                if (decoder.decode(record.value())
                        instanceof Decoded.Value<ExternalForecast>(ExternalForecast forecast, int _)) {
                    return Optional.of(forecast);
                }
            }
            return Optional.empty();
        } finally {
            reading.unlock();
        }
    }

    @Override
    public void close() {
        follower.close();
        reading.lock();
        try {
            reader.close();
        } finally {
            reading.unlock();
        }
    }
}
