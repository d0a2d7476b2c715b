package io.millrace.topology.intake;

import io.millrace.domain.CatalogKey;
import io.millrace.domain.TenantId;
import io.millrace.events.pos.TillEvent;
import io.millrace.events.stock.Rejected;
import io.millrace.events.stock.StockCommand;
import io.millrace.schemas.registry.SchemaRegistry;
import io.millrace.schemas.topics.TopicSettings;
import io.millrace.schemas.topics.Topics;
import io.millrace.schemas.wire.LanePartitioner;
import io.millrace.schemas.wire.RecordDecoder;
import io.millrace.topology.intake.Decision.Pass;
import io.millrace.topology.intake.Decision.Refuse;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Serializer;

/// Turns each record of a tenant's topic into exactly one of a topic of ours: the shared one, with the bytes as they
/// came, or the one of refused records. Safe for many threads.
final class Carrier {
    /// Says where a record was first: `topic/partition/offset`.
    static final String SOURCE_HEADER = "millrace.source";

    private final Map<String, Gate<?>> gates;
    private final ConcurrentMap<String, Route> routes = new ConcurrentHashMap<>();
    private final Pattern pattern;
    private final TopicSettings topics;
    private final int recordBytesMax;
    private final InstantSource clock;
    private final Serializer<Rejected> rejections;
    private final String rejectedTopic;
    private final IntakeMeter meter = new IntakeMeter();

    /// Where the records of a tenant's topic go.
    record Route(TenantId tenant, Gate<?> gate, String target) {}

    Carrier(TopicSettings topics, int recordBytesMax, SchemaRegistry registry, InstantSource clock) {
        this.topics = topics;
        this.recordBytesMax = recordBytesMax;
        this.clock = clock;
        this.pattern = Source.pattern(topics.prefix());
        this.rejections = Topics.INTAKE_REJECTED.valueSerde(registry).serializer();
        this.rejectedTopic = topics.prefix() + Topics.INTAKE_REJECTED.name();
        this.gates = Map.of(
                Topics.SALES.name(),
                new Gate<>(
                        Topics.SALES,
                        new RecordDecoder<>(Topics.SALES.value(), registry),
                        TillEvent::header,
                        topics.lanePartitions(),
                        recordBytesMax),
                Topics.STOCK_COMMANDS.name(),
                new Gate<>(
                        Topics.STOCK_COMMANDS,
                        new RecordDecoder<>(Topics.STOCK_COMMANDS.value(), registry),
                        StockCommand::header,
                        topics.lanePartitions(),
                        recordBytesMax));
    }

    /// What it did so far.
    IntakeMeter meter() {
        return meter;
    }

    /// The topics it carries from.
    Pattern pattern() {
        return pattern;
    }

    /// The names of the topics it carries to.
    static List<String> targets(String prefix) {
        return List.of(
                prefix + Topics.SALES.name(),
                prefix + Topics.STOCK_COMMANDS.name(),
                prefix + Topics.INTAKE_REJECTED.name());
    }

    TenantId tenantOf(String topic) {
        return route(topic).tenant();
    }

    private Route route(String topic) {
        return routes.computeIfAbsent(topic, name -> {
            Source source = Source.of(name, pattern);
            return new Route(source.tenant(), gates.get(source.shared()), topics.prefix() + source.shared());
        });
    }

    ProducerRecord<byte[], byte[]> carry(ConsumerRecord<byte[], byte[]> record) {
        Route route = route(record.topic());
        return switch (route.gate().decide(route.tenant(), record.key(), record.value(), Weight.of(record))) {
            case Pass(var _, int partition) -> {
                meter.passed().increment();
                yield new ProducerRecord<>(
                        route.target(), partition, null, record.key(), record.value(), headersWithSource(record));
            }
            case Refuse refusal -> {
                meter.refused(refusal.reason()).increment();
                yield rejected(record, route.tenant(), refusal);
            }
        };
    }

    private ProducerRecord<byte[], byte[]> rejected(
            ConsumerRecord<byte[], byte[]> record, TenantId tenant, Refuse refusal) {
        CatalogKey key = CatalogKey.of(tenant.value(), String.valueOf(record.partition()));
        Rejected rejected = Rejection.of(record, tenant, refusal, recordBytesMax, clock.instant());
        return new ProducerRecord<>(
                rejectedTopic,
                LanePartitioner.partition(key, topics.lanePartitions()),
                key.text().getBytes(StandardCharsets.UTF_8),
                rejections.serialize(rejectedTopic, rejected));
    }

    /// The headers as they came, and where from. What a writer says itself of that does not count.
    private static RecordHeaders headersWithSource(ConsumerRecord<byte[], byte[]> record) {
        RecordHeaders headers = new RecordHeaders();
        for (Header header : record.headers()) {
            if (!header.key().equals(SOURCE_HEADER)) {
                headers.add(header);
            }
        }
        String source = record.topic() + "/" + record.partition() + "/" + record.offset();
        headers.add(new RecordHeader(SOURCE_HEADER, source.getBytes(StandardCharsets.ISO_8859_1)));
        return headers;
    }
}
