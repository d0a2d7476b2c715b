package io.millrace.topology.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.domain.CatalogKey;
import io.millrace.domain.LaneKey;
import io.millrace.domain.TenantId;
import io.millrace.events.catalog.Status;
import io.millrace.events.catalog.Tenant;
import io.millrace.events.pos.TillEvent;
import io.millrace.events.stock.Rejected;
import io.millrace.schemas.registry.SchemaRegistry;
import io.millrace.schemas.topics.TopicAdmin;
import io.millrace.schemas.topics.TopicSettings;
import io.millrace.schemas.topics.Topics;
import io.millrace.schemas.wire.LanePartitioner;
import io.millrace.testkit.Await;
import io.millrace.testkit.FlakyRegistry;
import io.millrace.testkit.KafkaExtension;
import io.millrace.testkit.SaleBuilder;
import io.millrace.testkit.TestKafka;
import io.millrace.topology.RunningStreams;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// Intake on a real broker: topics that come and go, tenants that write too much or to the wrong place.
@ExtendWith(KafkaExtension.class)
@Timeout(120)
@Execution(ExecutionMode.CONCURRENT)
class IntakeIT {
    private static final int PARTITIONS = 3;
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    private static final TenantId ACME = TenantId.of("acme");
    private static final TenantId GLOBEX = TenantId.of("globex");

    private final TestKafka kafka;
    private final SchemaRegistry registry = Registries.alike();
    private TopicSettings topics = new TopicSettings("", PARTITIONS, 1);
    private int sent;

    IntakeIT(TestKafka kafka) {
        this.kafka = kafka;
    }

    @BeforeEach
    void createTheSharedTopics(TestInfo test) {
        String name = Integer.toHexString(test.getDisplayName().hashCode());
        topics = new TopicSettings(kafka.named(name) + ".", PARTITIONS, 1);
        admin().ensure(List.of(Topics.SALES, Topics.STOCK_COMMANDS, Topics.INTAKE_REJECTED, Topics.TENANTS));
    }

    @Test
    void shouldCarryEachRecordOnceToWhereItsLaneLivesWhateverPartitionItWasWrittenTo() {
        createTopicsOf(ACME);
        try (Intake _ = start(2, IntakeRate.UNLIMITED)) {
            List<UUID> ids = new ArrayList<>();
            for (int shop = 0; shop < 20; shop++) {
                ids.add(sell(ACME, LaneKey.of("acme", "store-" + shop)));
            }

            awaitCarried(ids.size());

            assertThat(sales())
                    .allSatisfy(record -> assertThat(record.partition())
                            .isEqualTo(LanePartitioner.partition(LaneKey.parse(text(record.key())), PARTITIONS)));
            assertThat(idsOf(sales())).containsExactlyInAnyOrderElementsOf(ids);
            assertThat(sales())
                    .allMatch(record -> text(record.headers()
                                    .lastHeader(Carrier.SOURCE_HEADER)
                                    .value())
                            .startsWith(topics.prefix() + "pos.sales.v1.acme/"));
        }
    }

    @Test
    void shouldRefuseRecordsOfAnotherTenantAndGoOn() {
        createTopicsOf(ACME);
        createTopicsOf(GLOBEX);
        try (Intake _ = start(1, IntakeRate.UNLIMITED)) {
            UUID foreign = sell(ACME, LaneKey.of("globex", "store-1"));
            UUID own = sell(ACME, LaneKey.of("acme", "store-1"));
            UUID other = sell(GLOBEX, LaneKey.of("globex", "store-1"));

            awaitCarried(2);
            Await.until("the foreign record is refused", () -> rejected().size() == 1);

            assertThat(idsOf(sales())).containsExactlyInAnyOrder(own, other);
            assertThat(rejected().getFirst().reason()).isEqualTo("FOREIGN_TENANT");
            assertThat(rejected().getFirst().tenantId()).isEqualTo("acme");
            assertThat(rejected().getFirst().source().topic()).isEqualTo(topics.prefix() + "pos.sales.v1.acme");
            assertThat(rejected().getFirst().originalValue()).isNotNull();
            assertThat(foreign).isNotIn(idsOf(sales()));
        }
    }

    @Test
    void shouldTakeTheTopicOfANewTenantWhileAnotherFlows() {
        createTopicsOf(ACME);
        try (Intake intake = start(2, IntakeRate.UNLIMITED)) {
            List<UUID> ids = new ArrayList<>();
            ids.add(sell(ACME, LaneKey.of("acme", "store-1")));
            awaitCarried(1);

            createTopicsOf(GLOBEX);
            UUID first = sell(GLOBEX, LaneKey.of("globex", "store-1"));
            ids.add(first);
            Await.until("the new tenant's record is carried", () -> {
                ids.add(sell(ACME, LaneKey.of("acme", "store-" + sent % 7)));
                return idsOf(sales()).contains(first);
            });

            awaitCarried(ids.size());
            assertThat(idsOf(sales())).containsExactlyInAnyOrderElementsOf(ids);
            assertThat(intake.status()).isInstanceOf(RunningStreams.Status.Running.class);
        }
    }

    @Test
    void shouldBeginWhereAnotherNodeEndedWhenPartitionsMove() {
        createTopicsOf(ACME);
        List<UUID> ids = new ArrayList<>();
        try (Intake _ = start("one", 1, IntakeRate.UNLIMITED)) {
            IntStream.range(0, 500).forEach(shop -> ids.add(sell(ACME, LaneKey.of("acme", "store-" + shop))));
            try (Intake two = start("two", 2, IntakeRate.UNLIMITED)) {
                Await.until("the second node works", () -> two.status() instanceof RunningStreams.Status.Running);
                IntStream.range(0, 100).forEach(shop -> ids.add(sell(ACME, LaneKey.of("acme", "store-" + shop))));
            }
            IntStream.range(0, 100).forEach(shop -> ids.add(sell(ACME, LaneKey.of("acme", "store-" + shop))));

            awaitCarried(ids.size());

            assertThat(idsOf(sales())).containsExactlyInAnyOrderElementsOf(ids);
        }
    }

    @Test
    void shouldSlowTheTenantThatSendsTooMuchAndNobodyElse() {
        createTopicsOf(ACME);
        createTopicsOf(GLOBEX);
        limit(ACME, 20);
        int flood = 3_000;
        try (Intake intake = start(1, IntakeRate.UNLIMITED)) {
            intake.pause();
            flood(flood);
            intake.resume();
            Await.until("the flood is under way", () -> !sales().isEmpty());

            for (int round = 0; round < 5; round++) {
                UUID quiet = sell(GLOBEX, LaneKey.of("globex", "store-1"));
                Await.until(
                        "the quiet tenant's record is carried",
                        () -> idsOf(sales()).contains(quiet));
            }

            assertThat(sales().size()).isLessThan(flood);
            limit(ACME, 0);
            awaitCarried(flood + 5);
        }
    }

    @Test
    void shouldWaitForNobodyButTheRecordItCannotJudgeWhenTheRegistryIsAway() {
        createTopicsOf(ACME);
        createTopicsOf(GLOBEX);
        FlakyRegistry flaky = new FlakyRegistry(registry);
        try (Intake _ = Intake.start(settings("node", 1, IntakeRate.UNLIMITED), flaky)) {
            UUID known = sell(GLOBEX, LaneKey.of("globex", "store-1"));
            awaitCarried(1);
            flaky.goAway();

            write(ACME, "acme|store-1".getBytes(StandardCharsets.UTF_8), new byte[] {0, 0, 0, 0, 99, 1, 2});
            UUID behind = sell(GLOBEX, LaneKey.of("globex", "store-1"));
            Await.until("the others are carried", () -> idsOf(sales()).containsAll(List.of(known, behind)));
            assertThat(rejected()).isEmpty();
            flaky.comeBack();

            Await.until("the record is judged", () -> rejected().size() == 1);
            assertThat(rejected().getFirst().reason()).isEqualTo("UNKNOWN_SCHEMA");
        }
    }

    @Test
    void shouldRunBeforeTheFirstTenantComes() {
        try (Intake intake = start(2, IntakeRate.UNLIMITED)) {
            Await.until("it runs", () -> intake.status() instanceof RunningStreams.Status.Running);
        }
    }

    private TopicAdmin admin() {
        return new TopicAdmin(kafka.admin(), topics, Await.DEADLINE);
    }

    private void createTopicsOf(TenantId tenant) {
        admin().ensure(Topics.ofTenant(tenant));
    }

    private Intake start(int workers, IntakeRate rate) {
        return start("node", workers, rate);
    }

    private Intake start(String name, int workers, IntakeRate rate) {
        return Intake.start(settings(name, workers, rate), registry);
    }

    private IntakeSettings settings(String name, int workers, IntakeRate rate) {
        return new IntakeSettings(
                Map.of("bootstrap.servers", kafka.bootstrapServers()),
                topics,
                name,
                false,
                workers,
                Duration.ofMillis(20),
                Duration.ofMillis(200),
                IntakeSettings.RECORD_BYTES_MAX,
                rate);
    }

    /// Sells something, by a producer that spreads records as it likes.
    private UUID sell(TenantId tenant, LaneKey lane) {
        TillEvent sale = sale(lane);
        write(tenant, lane.text().getBytes(StandardCharsets.UTF_8), value(tenant, sale));
        return sale.header().eventId();
    }

    private TillEvent sale(LaneKey lane) {
        return SaleBuilder.saleAt(lane, NOON.plusMillis(sent++))
                .line("milk", "1")
                .build();
    }

    private byte[] value(TenantId tenant, TillEvent sale) {
        return Topics.salesOf(tenant).valueSerde(registry).serializer().serialize(topicOf(tenant), sale);
    }

    private String topicOf(TenantId tenant) {
        return topics.prefix() + Topics.salesOf(tenant).name();
    }

    private void write(TenantId tenant, byte[] key, byte[] value) {
        produce(List.of(new ProducerRecord<>(topicOf(tenant), sent % PARTITIONS, key, value)));
    }

    private void produce(List<ProducerRecord<byte[], byte[]>> records) {
        kafka.produce(new ByteArraySerializer(), new ByteArraySerializer(), records);
    }

    private void flood(int records) {
        LaneKey lane = LaneKey.of("acme", "store-1");
        List<ProducerRecord<byte[], byte[]>> all = new ArrayList<>();
        for (int record = 0; record < records; record++) {
            all.add(new ProducerRecord<>(
                    topicOf(ACME),
                    record % PARTITIONS,
                    lane.text().getBytes(StandardCharsets.UTF_8),
                    value(ACME, sale(lane))));
        }
        produce(all);
    }

    private void limit(TenantId tenant, long recordsPerSecond) {
        Tenant record = Tenant.builder()
                .tenantId(tenant.value())
                .name(tenant.value())
                .status(Status.ACTIVE)
                .currency("EUR")
                .timeZone("Europe/Berlin")
                .limits(Map.of(TenantRates.RECORDS_LIMIT, recordsPerSecond))
                .version(1L)
                .build();
        String topic = topics.prefix() + Topics.TENANTS.name();
        byte[] key = CatalogKey.of(tenant.value(), tenant.value()).text().getBytes(StandardCharsets.UTF_8);
        produce(List.of(new ProducerRecord<>(
                topic, key, Topics.TENANTS.valueSerde(registry).serializer().serialize(topic, record))));
    }

    private void awaitCarried(int records) {
        Await.until(records + " records are carried", () -> sales().size() >= records);
    }

    private List<ConsumerRecord<byte[], byte[]>> sales() {
        return kafka.readAll(
                topics.prefix() + Topics.SALES.name(), new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private List<Rejected> rejected() {
        return kafka
                .readAll(
                        topics.prefix() + Topics.INTAKE_REJECTED.name(),
                        new ByteArrayDeserializer(),
                        Topics.INTAKE_REJECTED.valueSerde(registry).deserializer())
                .stream()
                .map(ConsumerRecord::value)
                .toList();
    }

    private List<UUID> idsOf(List<ConsumerRecord<byte[], byte[]>> records) {
        var deserializer = Topics.SALES.valueSerde(registry).deserializer();
        return records.stream()
                .map(record -> deserializer
                        .deserialize(record.topic(), record.value())
                        .header()
                        .eventId())
                .toList();
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
