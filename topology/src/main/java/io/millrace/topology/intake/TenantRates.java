package io.millrace.topology.intake;

import io.millrace.domain.TenantId;
import io.millrace.events.catalog.Tenant;
import io.millrace.schemas.registry.SchemaRegistry;
import io.millrace.schemas.topics.Topics;
import io.millrace.schemas.wire.Decoded;
import io.millrace.schemas.wire.RecordDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// How much each tenant may send: what its record in the catalogue says, else what holds for all.
final class TenantRates {
    static final String BYTES_LIMIT = "intakeBytesPerSecond";
    static final String RECORDS_LIMIT = "intakeRecordsPerSecond";

    private static final Logger LOG = LoggerFactory.getLogger(TenantRates.class);
    private static final Duration POLL = Duration.ofMillis(200);

    private final IntakeSettings settings;
    private final String topic;
    private final RecordDecoder<Tenant> decoder;
    private final ConcurrentMap<String, IntakeRate> rates = new ConcurrentHashMap<>();

    TenantRates(IntakeSettings settings, SchemaRegistry registry) {
        this.settings = settings;
        this.topic = settings.topics().prefix() + Topics.TENANTS.name();
        this.decoder = new RecordDecoder<>(Topics.TENANTS.value(), registry);
    }

    IntakeRate of(TenantId tenant) {
        return rates.getOrDefault(tenant.value(), settings.tenantRate());
    }

    /// Follows the catalogue until told to end.
    void follow(BooleanSupplier ending) {
        Map<String, Object> properties = new HashMap<>(settings.connection());
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            while (!ending.getAsBoolean()) {
                consumer.poll(POLL).forEach(this::learn);
            }
        }
    }

    private void learn(ConsumerRecord<byte[], byte[]> record) {
        if (record.value() == null) {
            rates.remove(tenantOf(record.key()));
            return;
        }
        switch (decoder.decode(record.value())) {
            case Decoded.Value<Tenant>(Tenant tenant, int _) -> learn(tenant);
            case Decoded.Unreadable<Tenant>(var reason, String detail) ->
                LOG.warn(
                        "The tenant's record at {}-{} offset {} cannot be read, so its limits stay as they were: {}:"
                                + " {}",
                        record.topic(),
                        record.partition(),
                        record.offset(),
                        reason,
                        detail);
        }
    }

    private static String tenantOf(byte @Nullable [] key) {
        String text = key == null ? "" : new String(key, StandardCharsets.UTF_8);
        return text.substring(text.indexOf('|') + 1);
    }

    private void learn(Tenant tenant) {
        IntakeRate standard = settings.tenantRate();
        IntakeRate rate = new IntakeRate(
                Math.max(0, tenant.limits().getOrDefault(BYTES_LIMIT, standard.bytesPerSecond())),
                Math.max(0, tenant.limits().getOrDefault(RECORDS_LIMIT, standard.recordsPerSecond())));
        rates.put(tenant.tenantId(), rate);
    }
}
