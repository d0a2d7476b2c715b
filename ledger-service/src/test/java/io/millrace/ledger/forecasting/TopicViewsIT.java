package io.millrace.ledger.forecasting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.millrace.domain.CatalogKey;
import io.millrace.domain.ItemKey;
import io.millrace.domain.RecordKey;
import io.millrace.domain.TenantId;
import io.millrace.events.demand.DemandScale;
import io.millrace.events.demand.ForecastAccuracy;
import io.millrace.events.demand.QuantileLoss;
import io.millrace.events.demand.ServedMethod;
import io.millrace.forecasting.DemandSeries;
import io.millrace.schemas.avro.AvroRoot;
import io.millrace.schemas.registry.InMemorySchemaRegistry;
import io.millrace.schemas.registry.SchemaRegistry;
import io.millrace.schemas.topics.Topic;
import io.millrace.schemas.topics.TopicAdmin;
import io.millrace.schemas.topics.TopicRecords;
import io.millrace.schemas.topics.TopicSettings;
import io.millrace.schemas.topics.Topics;
import io.millrace.testkit.FlakyRegistry;
import io.millrace.testkit.KafkaExtension;
import io.millrace.testkit.TestKafka;
import io.millrace.topology.forecast.rules.Absent.Why;
import io.millrace.topology.forecast.rules.Challenge.Day;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(KafkaExtension.class)
class TopicViewsIT {
    private static final TenantId TENANT = TenantId.of("acme");
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final LocalDate MONDAY = LocalDate.of(2026, 3, 2);
    private static final int ITEMS = 8;

    private final SchemaRegistry registry = new InMemorySchemaRegistry();
    private final TestKafka kafka;
    private TopicSettings topics = new TopicSettings("", 1, 1);

    TopicViewsIT(TestKafka kafka) {
        this.kafka = kafka;
    }

    @BeforeEach
    void create(TestInfo test) {
        topics = new TopicSettings(
                kafka.named(Integer.toHexString(test.getDisplayName().hashCode()) + '-'), 1, 1);
        new TopicAdmin(kafka.admin(), topics, PATIENCE)
                .ensure(List.of(Topics.SERVED_METHODS, Topics.FORECAST_ACCURACY, Topics.DEMAND_DAYS));
    }

    private Map<String, Object> connection() {
        return Map.of("bootstrap.servers", kafka.bootstrapServers());
    }

    private void send(List<ProducerRecord<byte[], byte[]>> records) {
        kafka.produce(new ByteArraySerializer(), new ByteArraySerializer(), records);
    }

    private <K extends RecordKey, V extends AvroRoot> ProducerRecord<byte[], byte[]> record(
            Topic<K, V> topic, K key, V value) {
        return new TopicRecords<>(topic, topics, registry).of(key, value);
    }

    private ProducerRecord<byte[], byte[]> served(String method) {
        return record(
                Topics.SERVED_METHODS,
                new CatalogKey(TENANT, "served"),
                ServedMethod.builder()
                        .tenantId(TENANT.value())
                        .method(method)
                        .changes(1L)
                        .build());
    }

    private ForecastAccuracy score(LocalDate date, String method, boolean isServed, double loss) {
        return ForecastAccuracy.builder()
                .tenantId(TENANT.value())
                .locationId("store-1")
                .itemId("milk")
                .date(date)
                .method(method)
                .served(isServed)
                .dataUpTo(date.minusDays(1))
                .daysAhead(1)
                .actual(3.0)
                .mean(4.0)
                .losses(List.of(new QuantileLoss(0.5, loss)))
                .scale(new DemandScale(4, 2))
                .demandVersion(1L)
                .at(Instant.EPOCH)
                .build();
    }

    @Test
    void shouldGoOnBehindRecordsThatCanNotBeRead() {
        ProducerRecord<byte[], byte[]> good = served("auto");
        byte[] keyOfNobody = "no-tenant-and-no-id".getBytes(StandardCharsets.UTF_8);

        send(List.of(
                new ProducerRecord<>(good.topic(), 0, keyOfNobody, good.value()),
                good,
                new ProducerRecord<>(good.topic(), 0, good.key(), "no record".getBytes(StandardCharsets.UTF_8)),
                new ProducerRecord<>(good.topic(), 0, keyOfNobody, null)));

        try (ServedView view = ServedView.start(connection(), topics.prefix(), registry)) {
            assertThat(view.await(() -> view.reach().asOf().isPresent(), PATIENCE))
                    .isTrue();
            assertThat(view.find(TENANT).map(ServedMethod::method)).contains("auto");
            assertThat(view.all()).hasSize(1);

            send(List.of(new ProducerRecord<>(good.topic(), 0, good.key(), null)));
            assertThat(view.await(() -> view.find(TENANT).isEmpty(), PATIENCE)).isTrue();
        }
    }

    @Test
    void shouldLeaveNothingOutWhileTheRegistryIsAway() {
        FlakyRegistry flaky = new FlakyRegistry(registry);
        flaky.goAway();
        send(List.of(served("auto")));

        try (ServedView view = ServedView.start(connection(), topics.prefix(), flaky)) {
            assertThat(view.find(TENANT)).isEmpty();
            flaky.comeBack();
            assertThat(view.await(() -> view.find(TENANT).isPresent(), PATIENCE))
                    .isTrue();
        }
    }

    @Test
    void shouldTellHowMethodsDidAndHowTheyDidBesideWhatWasServed() {
        ItemKey milk = ItemKey.of(TENANT.value(), "store-1", "milk");
        send(List.of(
                record(Topics.FORECAST_ACCURACY, milk, score(MONDAY, "auto", true, 6)),
                record(Topics.FORECAST_ACCURACY, milk, score(MONDAY, "theta", false, 2)),
                record(Topics.FORECAST_ACCURACY, milk, score(MONDAY.plusDays(1), "theta", false, 2))));

        try (AccuracyView view = AccuracyView.start(connection(), topics.prefix(), registry)) {
            assertThat(view.await(() -> view.reach().asOf().isPresent(), PATIENCE))
                    .isTrue();

            assertThat(view.of(TENANT, Optional.empty(), MONDAY))
                    .extracting(AccuracyView.Tally::method, AccuracyView.Tally::loss, AccuracyView.Tally::paired)
                    .containsExactly(tuple("auto", 3.0, 0L), tuple("theta", 1.0, 1L), tuple("theta", 1.0, 0L));
            assertThat(view.beside(TENANT, "auto", LocalDate.EPOCH).get("theta"))
                    .containsExactly(new Day(1, 3, 1));
            assertThat(view.lastDay(TENANT)).contains(MONDAY.plusDays(1));
        }
    }

    @Test
    void shouldSeeInOlderDaysWhenALocationWasClosed() {
        int days = 70;
        int closed = 35;
        OlderDemand older = (_, taker) -> {
            for (int day = 0; day < days; day++) {
                for (int item = 0; item < ITEMS && day != closed; item++) {
                    taker.accept(new OlderDemand.Day(
                            TENANT,
                            "store-1",
                            "item-" + item,
                            MONDAY.plusDays(day),
                            3,
                            Float.NaN,
                            Float.NaN,
                            false,
                            false));
                }
            }
        };

        try (DemandView view = DemandView.start(connection(), topics.prefix(), registry, Optional.of(older))) {
            assertThat(view.await(() -> view.reach().asOf().isPresent(), PATIENCE))
                    .isTrue();

            DemandSeries series = view.series(TENANT, "store-1", "item-0", MONDAY.plusDays(days - 1L))
                    .orElseThrow()
                    .series();
            assertThat(series.units(closed)).isNaN();
            assertThat(series.units(closed - 1)).isEqualTo(3);
            assertThat(view.absence(ItemKey.of("acme", "store-1", "item-0"), 366))
                    .isEmpty();
            assertThat(view.absence(ItemKey.of("acme", "store-1", "soap"), 366)).contains(Why.UNKNOWN);
            assertThat(view.absence(ItemKey.of("acme", "store-2", "item-0"), 366))
                    .contains(Why.UNKNOWN);
        }
    }
}
