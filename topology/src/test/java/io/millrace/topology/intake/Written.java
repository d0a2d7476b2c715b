package io.millrace.topology.intake;

import io.millrace.domain.LaneKey;
import io.millrace.domain.TenantId;
import io.millrace.events.pos.TillEvent;
import io.millrace.events.stock.Rejected;
import io.millrace.schemas.registry.InMemorySchemaRegistry;
import io.millrace.schemas.registry.SchemaRegistry;
import io.millrace.schemas.topics.TopicSettings;
import io.millrace.schemas.topics.Topics;
import io.millrace.testkit.SaleBuilder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;

/// What a tenant writes, and the carrier that takes it from there.
final class Written {
    static final TenantId ACME = TenantId.of("acme");
    static final LaneKey SHOP = LaneKey.of("acme", "store-1");
    static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    static final TopicSettings TOPICS = new TopicSettings("test.", 12, 1);
    static final int BYTES_MAX = 5_000;
    static final String SALES = "test.pos.sales.v1";
    static final String SALES_OF_ACME = SALES + ".acme";
    static final String REJECTED = "test.intake.rejected.v1";

    private final SchemaRegistry registry = new InMemorySchemaRegistry();
    private final Carrier carrier = new Carrier(TOPICS, BYTES_MAX, registry, InstantSource.fixed(NOON));

    SchemaRegistry registry() {
        return registry;
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static TillEvent sale(LaneKey lane) {
        return SaleBuilder.saleAt(lane, NOON).line("milk", "2").build();
    }

    /// As the tenant's own serializer writes it: the schema is registered under the tenant's subject.
    byte[] value(TillEvent sale) {
        return Topics.salesOf(ACME).valueSerde(registry).serializer().serialize(SALES_OF_ACME, sale);
    }

    static ConsumerRecord<byte[], byte[]> record(byte @Nullable [] key, byte @Nullable [] value) {
        return new ConsumerRecord<>(
                SALES_OF_ACME,
                3,
                42L,
                NOON.toEpochMilli(),
                TimestampType.LOG_APPEND_TIME,
                key == null ? -1 : key.length,
                value == null ? -1 : value.length,
                key,
                value,
                new RecordHeaders(),
                Optional.empty());
    }

    ProducerRecord<byte[], byte[]> carry(ConsumerRecord<byte[], byte[]> record) {
        return carrier.carry(record);
    }

    /// What is told of a record that has to be refused.
    Rejected refused(byte @Nullable [] key, byte @Nullable [] value) {
        return rejected(carry(record(key, value)));
    }

    Rejected rejected(ProducerRecord<byte[], byte[]> carried) {
        if (!carried.topic().equals(REJECTED)) {
            throw new AssertionError("the record was let in to " + carried.topic());
        }
        return Topics.INTAKE_REJECTED.valueSerde(registry).deserializer().deserialize(REJECTED, carried.value());
    }
}
