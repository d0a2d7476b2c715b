package io.millrace.topology.demand;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.domain.CatalogKey;
import io.millrace.domain.DayKey;
import io.millrace.domain.LaneKey;
import io.millrace.events.catalog.CatalogKind;
import io.millrace.events.catalog.CatalogNotice;
import io.millrace.events.catalog.Location;
import io.millrace.events.catalog.LocationType;
import io.millrace.events.catalog.Status;
import io.millrace.events.demand.DemandDay;
import io.millrace.events.stock.EventKind;
import io.millrace.events.stock.JournalEntry;
import io.millrace.schemas.registry.SchemaRegistry;
import io.millrace.schemas.topics.TopicAdmin;
import io.millrace.schemas.topics.TopicSettings;
import io.millrace.schemas.topics.Topics;
import io.millrace.testkit.Await;
import io.millrace.testkit.KafkaExtension;
import io.millrace.testkit.TestKafka;
import io.millrace.topology.demand.JournalScript.Line;
import io.millrace.topology.demand.JournalScript.When;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// Demand on a real broker, killed while prices change and while days close.
@ExtendWith(KafkaExtension.class)
class DemandE2EIT {
    private static final int ITEMS = 300;
    private static final int SALES = 3_000;
    private static final LaneKey LANE = LaneKey.of("acme", "store-1");
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @TempDir
    private Path folder;

    @Test
    void shouldTellEveryDayOnceMoreAndRightWhenItIsKilledInTheMiddle(TestKafka kafka) throws IOException {
        String prefix = kafka.named("demand-");
        SchemaRegistry registry = DemandNode.registry(prefix);
        new TopicAdmin(kafka.admin(), new TopicSettings(prefix, 1, 1), Duration.ofSeconds(30)).ensure(Topics.shared());
        List<JournalEntry> journal = journal();
        send(kafka, prefix, registry, journal.subList(0, SALES / 2));

        Process killedFirst = DemandNode.start(kafka.bootstrapServers(), prefix, 1, folder);
        tellLocation(kafka, prefix, registry);
        Await.until(
                "the first days", PATIENCE, () -> !days(kafka, prefix, registry).isEmpty());
        send(kafka, prefix, registry, journal.subList(SALES / 2, journal.size()));
        killedFirst.destroyForcibly().onExit().join();
        Process second = DemandNode.start(kafka.bootstrapServers(), prefix, 1, folder);
        Await.until(
                "the first day to close",
                PATIENCE,
                () -> days(kafka, prefix, registry).values().stream().anyMatch(DemandDay::complete));
        second.destroyForcibly().onExit().join();
        Process third = DemandNode.start(kafka.bootstrapServers(), prefix, 1, folder);
        try {
            Map<String, ReferenceDemand.Day> expected = reference().days(journal);
            Await.untilAsserted("all days", PATIENCE, () -> {
                Map<DayKey, DemandDay> days = days(kafka, prefix, registry);
                assertThat(days.values()).isNotEmpty().allMatch(DemandDay::complete);
                assertThat(DemandProperties.comparable(days.values())).isEqualTo(expected);
            });
        } finally {
            third.destroyForcibly().onExit().join();
        }
        versions(kafka, prefix, registry)
                .forEach((key, versions) -> assertThat(versions).as(key).isEqualTo(upTo(versions.size())));
    }

    /// Three days of sales at a price that changes by the hour.
    private static List<JournalEntry> journal() {
        LocalDate first = LocalDate.now(ZoneOffset.UTC).minusDays(6);
        JournalScript script = new JournalScript(LANE);
        Random random = new Random(7);
        List<JournalEntry> journal = new ArrayList<>();
        for (int item = 0; item < ITEMS; item++) {
            When opening = at(first.atTime(6, 0).toInstant(ZoneOffset.UTC));
            journal.add(script.entry(EventKind.STOCK_RECEIVED, opening, Line.received("item-" + item, 20)));
        }
        while (journal.size() < SALES) {
            Instant time = first.atTime(8, 0)
                    .toInstant(ZoneOffset.UTC)
                    .plus(journal.size() * 3L * 24 * 60 / SALES, ChronoUnit.MINUTES);
            Line line = Line.sold("item-" + random.nextInt(ITEMS), 1 + random.nextInt(4), "2.00");
            journal.add(
                    script.entry(EventKind.SALE_COMPLETED, at(time), line.promoted("P" + journal.size() * 5 / SALES)));
        }
        return journal;
    }

    private static When at(Instant time) {
        return new When(time, time, null);
    }

    private static ReferenceDemand reference() {
        return new ReferenceDemand(
                ZoneOffset.UTC,
                LocalTime.MIDNIGHT,
                LocalTime.of(8, 0),
                LocalTime.of(20, 0),
                Set.of(),
                Duration.ofDays(14));
    }

    private static void tellLocation(TestKafka kafka, String prefix, SchemaRegistry registry) {
        Location location = Location.builder()
                .tenantId("acme")
                .locationId("store-1")
                .name("Store")
                .type(LocationType.STORE)
                .timeZone("UTC")
                .currency("EUR")
                .openingHours(DemandFixture.everyDay("08:00", "20:00"))
                .status(Status.ACTIVE)
                .version(1L)
                .build();
        CatalogNotice notice = CatalogNotice.builder()
                .tenantId("acme")
                .kind(CatalogKind.LOCATION)
                .id("store-1")
                .version(1L)
                .body(location)
                .build();
        String topic = prefix + Topics.CATALOG_NOTICES.name();
        byte[] value = Topics.CATALOG_NOTICES.valueSerde(registry).serializer().serialize(topic, notice);
        byte[] key = bytes(CatalogKey.of("acme", "0", "LOCATION", "store-1").text());
        kafka.produce(
                new ByteArraySerializer(), new ByteArraySerializer(), List.of(new ProducerRecord<>(topic, key, value)));
    }

    private static void send(TestKafka kafka, String prefix, SchemaRegistry registry, List<JournalEntry> journal) {
        String topic = prefix + Topics.JOURNAL.name();
        Serializer<JournalEntry> serializer =
                Topics.JOURNAL.valueSerde(registry).serializer();
        kafka.produce(
                new ByteArraySerializer(),
                new ByteArraySerializer(),
                journal.stream()
                        .map(entry ->
                                new ProducerRecord<>(topic, bytes(LANE.text()), serializer.serialize(topic, entry)))
                        .toList());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static List<ConsumerRecord<DayKey, DemandDay>> records(
            TestKafka kafka, String prefix, SchemaRegistry registry) {
        return kafka.readAll(
                prefix + Topics.DEMAND_DAYS.name(),
                Topics.DEMAND_DAYS.key().serde().deserializer(),
                Topics.DEMAND_DAYS.valueSerde(registry).deserializer());
    }

    private static Map<DayKey, DemandDay> days(TestKafka kafka, String prefix, SchemaRegistry registry) {
        Map<DayKey, DemandDay> days = new TreeMap<>(Comparator.comparing(DayKey::text));
        records(kafka, prefix, registry).forEach(written -> days.put(written.key(), written.value()));
        return days;
    }

    private static Map<String, List<Long>> versions(TestKafka kafka, String prefix, SchemaRegistry registry) {
        Map<String, List<Long>> versions = new TreeMap<>();
        records(kafka, prefix, registry)
                .forEach(written -> versions.computeIfAbsent(written.key().text(), _ -> new ArrayList<>())
                        .add(written.value().version()));
        return versions;
    }

    private static List<Long> upTo(int last) {
        List<Long> numbers = new ArrayList<>();
        for (long number = 1; number <= last; number++) {
            numbers.add(number);
        }
        return numbers;
    }
}
