package io.millrace.topology.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.domain.LaneKey;
import io.millrace.domain.TenantId;
import io.millrace.events.stock.Rejected;
import io.millrace.schemas.registry.SchemaRegistry;
import io.millrace.schemas.topics.Topic;
import io.millrace.schemas.topics.TopicAdmin;
import io.millrace.schemas.topics.TopicSettings;
import io.millrace.schemas.topics.Topics;
import io.millrace.testkit.Await;
import io.millrace.testkit.KafkaExtension;
import io.millrace.testkit.SaleBuilder;
import io.millrace.testkit.TestKafka;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// Intake is killed in the middle of a flood, again and again.
@ExtendWith(KafkaExtension.class)
@Timeout(240)
class IntakeKillIT {
    private static final int PARTITIONS = 3;
    private static final int RECORDS = 20_000;
    private static final int FOREIGN_EVERY = 10;
    private static final int KILLS = 3;
    private static final int CARRIED_BETWEEN_KILLS = 1_000;
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final TenantId ACME = TenantId.of("acme");
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

    private final SchemaRegistry registry = Registries.alike();
    private final TestKafka kafka;
    private final TopicSettings topics;

    @TempDir
    private Path folder;

    IntakeKillIT(TestKafka kafka) {
        this.kafka = kafka;
        this.topics = new TopicSettings(kafka.named(""), PARTITIONS, 1);
    }

    @Test
    void shouldLoseAndDoubleNothingWhenItIsKilledInAFlood() throws IOException {
        // given
        TopicAdmin admin = new TopicAdmin(kafka.admin(), topics, Await.DEADLINE);
        admin.ensure(List.of(Topics.SALES, Topics.STOCK_COMMANDS, Topics.INTAKE_REJECTED, Topics.TENANTS));
        admin.ensure(Topics.ofTenant(ACME));
        flood();

        // when
        for (int kill = 1; kill <= KILLS; kill++) {
            Process intake = launch();
            int before = carried().size();
            Await.until("more is carried", PATIENCE, () -> carried().size() > before + CARRIED_BETWEEN_KILLS);
            intake.destroyForcibly().onExit().join();
            assertThat(carried().size()).isLessThan(RECORDS);
        }
        Process last = launch();

        // then
        try {
            Await.until(
                    "all is carried",
                    PATIENCE,
                    () -> carried().size() + refused().size() >= RECORDS);
        } finally {
            last.destroyForcibly().onExit().join();
        }
        Stream<String> places = Stream.concat(carried().stream(), refused().stream());
        assertThat(places).hasSize(RECORDS).doesNotHaveDuplicates();
        assertThat(refused()).hasSize(RECORDS / FOREIGN_EVERY);
    }

    private Process launch() throws IOException {
        return IntakeProcess.launch(kafka.bootstrapServers(), topics, folder.resolve("intake.log"));
    }

    private void flood() {
        String topic = topics.prefix() + Topics.salesOf(ACME).name();
        var serializer = Topics.SALES.valueSerde(registry).serializer();
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (int number = 0; number < RECORDS; number++) {
            LaneKey lane = LaneKey.of(number % FOREIGN_EVERY == 0 ? "globex" : "acme", "store-" + number % 50);
            byte[] value = serializer.serialize(
                    Topics.SALES.name(),
                    SaleBuilder.saleAt(lane, NOON.plusMillis(number))
                            .line("milk", "1")
                            .build());
            records.add(new ProducerRecord<>(
                    topic, number % PARTITIONS, lane.text().getBytes(StandardCharsets.UTF_8), value));
        }
        kafka.produce(new ByteArraySerializer(), new ByteArraySerializer(), records);
    }

    /// Where the records were first that are in the shared topic.
    private List<String> carried() {
        return read(Topics.SALES).stream()
                .map(record ->
                        record.headers().lastHeader(Carrier.SOURCE_HEADER).value())
                .map(source -> new String(source, StandardCharsets.UTF_8))
                .toList();
    }

    private List<String> refused() {
        var deserializer = Topics.INTAKE_REJECTED.valueSerde(registry).deserializer();
        return read(Topics.INTAKE_REJECTED).stream()
                .map(record -> deserializer.deserialize(record.topic(), record.value()))
                .map(Rejected::source)
                .map(source -> source.topic() + "/" + source.partition() + "/" + source.offset())
                .toList();
    }

    private List<ConsumerRecord<byte[], byte[]>> read(Topic<?, ?> topic) {
        return kafka.readAll(topics.prefix() + topic.name(), new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }
}
