package io.millrace.ledger.forecasting.work;

import io.millrace.domain.CatalogKey;
import io.millrace.domain.ItemKey;
import io.millrace.domain.RecordKey;
import io.millrace.domain.SourceKey;
import io.millrace.domain.TenantId;
import io.millrace.events.demand.Forecast;
import io.millrace.events.demand.ForecastJob;
import io.millrace.events.demand.ForecastJobResult;
import io.millrace.ledger.forecasting.work.JobRules.Made;
import io.millrace.schemas.avro.AvroRoot;
import io.millrace.schemas.registry.SchemaRegistry;
import io.millrace.schemas.topics.Topic;
import io.millrace.schemas.topics.Topics;
import io.millrace.schemas.wire.AvroSerializer;
import io.millrace.schemas.wire.LanePartitioner;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/// Writes what a job made: all of it, with its result, or nothing.
///
/// The transaction has the job's name, so whoever opens one after another ends what that one had not committed and lets
/// it commit no more: of all who ever took a job, one has written.
final class JobWriter implements AutoCloseable {
    private static final int TRANSACTION_MILLIS = 30_000;
    private static final Duration CLOSE = Duration.ofSeconds(5);

    private final WorkSettings settings;
    private final AvroSerializer<Forecast> forecasts;
    private final AvroSerializer<ForecastJobResult> results;
    private final KafkaProducer<byte[], byte[]> producer;

    private JobWriter(WorkSettings settings, SchemaRegistry registry, KafkaProducer<byte[], byte[]> producer) {
        this.settings = settings;
        this.forecasts = new AvroSerializer<>(registry);
        this.results = new AvroSerializer<>(registry);
        this.producer = producer;
    }

    /// The one writer of a job from now on. What others committed before this returned is all they ever will.
    static JobWriter open(WorkSettings settings, SchemaRegistry registry, ForecastJob job) {
        Map<String, Object> properties = new HashMap<>(settings.connection());
        properties.put(
                ProducerConfig.TRANSACTIONAL_ID_CONFIG,
                settings.group() + '-' + job.tenantId() + '-' + job.runId() + '-' + job.number());
        properties.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, TRANSACTION_MILLIS);
        properties.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        properties.put(ProducerConfig.LINGER_MS_CONFIG, 20);
        KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
        JobWriter writer = new JobWriter(settings, registry, producer);
        boolean isOpen = false;
        try {
            producer.initTransactions();
            isOpen = true;
            return writer;
        } finally {
            if (!isOpen) {
                writer.close();
            }
        }
    }

    /// Sends forecasts and the result; nobody sees them before [#commit].
    void send(List<Made> made, String served, ForecastJobResult result) {
        producer.beginTransaction();
        for (Made method : made) {
            for (Forecast forecast : method.forecasts()) {
                ItemKey item = ItemKey.of(forecast.tenantId(), forecast.locationId(), forecast.itemId());
                if (method.method().equals(served)) {
                    send(Topics.FORECASTS, item, forecasts, forecast);
                } else {
                    send(Topics.SHADOW_FORECASTS, new SourceKey(item, method.method()), forecasts, forecast);
                }
            }
        }
        CatalogKey key = new CatalogKey(TenantId.of(result.tenantId()), result.runId() + '|' + result.number());
        send(Topics.FORECAST_JOB_RESULTS, key, results, result);
    }

    // What goes wrong with a record fails the commit.
    @SuppressWarnings("FutureReturnValueIgnored")
    private <K extends RecordKey, V extends AvroRoot> void send(
            Topic<K, V> shared, K key, AvroSerializer<V> serializer, V value) {
        Topic<K, V> topic = shared.prefixed(settings.topics().prefix());
        producer.send(new ProducerRecord<>(
                topic.name(),
                LanePartitioner.partition(key, settings.topics().partitions(topic.spread())),
                key.text().getBytes(StandardCharsets.UTF_8),
                serializer.serialize(topic.name(), value)));
    }

    void commit() {
        producer.commitTransaction();
    }

    @Override
    public void close() {
        producer.close(CLOSE);
    }
}
