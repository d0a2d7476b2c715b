package io.millrace.ledger.forecasting.work;

import io.millrace.domain.CatalogKey;
import io.millrace.domain.ItemKey;
import io.millrace.domain.SourceKey;
import io.millrace.domain.TenantId;
import io.millrace.events.demand.Forecast;
import io.millrace.events.demand.ForecastJob;
import io.millrace.events.demand.ForecastJobResult;
import io.millrace.ledger.forecasting.work.JobRules.Made;
import io.millrace.schemas.registry.SchemaRegistry;
import io.millrace.schemas.topics.TopicRecords;
import io.millrace.schemas.topics.Topics;
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

    private final TopicRecords<ItemKey, Forecast> served;
    private final TopicRecords<SourceKey, Forecast> compared;
    private final TopicRecords<CatalogKey, ForecastJobResult> results;
    private final KafkaProducer<byte[], byte[]> producer;

    private JobWriter(WorkSettings settings, SchemaRegistry registry, KafkaProducer<byte[], byte[]> producer) {
        this.served = new TopicRecords<>(Topics.FORECASTS, settings.topics(), registry);
        this.compared = new TopicRecords<>(Topics.SHADOW_FORECASTS, settings.topics(), registry);
        this.results = new TopicRecords<>(Topics.FORECAST_JOB_RESULTS, settings.topics(), registry);
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
    void send(List<Made> made, String method, ForecastJobResult result) {
        producer.beginTransaction();
        for (Made one : made) {
            for (Forecast forecast : one.forecasts()) {
                ItemKey item = ItemKey.of(forecast.tenantId(), forecast.locationId(), forecast.itemId());
                send(
                        one.method().equals(method)
                                ? served.of(item, forecast)
                                : compared.of(new SourceKey(item, one.method()), forecast));
            }
        }
        CatalogKey key = new CatalogKey(TenantId.of(result.tenantId()), result.runId() + '|' + result.number());
        send(results.of(key, result));
    }

    // What goes wrong with a record fails the commit.
    @SuppressWarnings("FutureReturnValueIgnored")
    private void send(ProducerRecord<byte[], byte[]> record) {
        producer.send(record);
    }

    void commit() {
        producer.commitTransaction();
    }

    @Override
    public void close() {
        producer.close(CLOSE);
    }
}
