package io.millrace.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.cli.GuideCommands;
import io.millrace.schemas.registry.HttpSchemaRegistry;
import io.millrace.schemas.registry.RegistryOptions;
import io.millrace.schemas.topics.Topic;
import io.millrace.schemas.topics.Topics;
import io.millrace.testkit.Await;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;

/// An empty tenant goes live as the guide says: 600 items, two years of history.
@Timeout(value = 10, unit = TimeUnit.MINUTES, threadMode = ThreadMode.SEPARATE_THREAD)
class GoingLiveGuideE2EIT {
    private static final int ITEMS = 600;
    private static final int DAYS = 730;
    private static final int ORDERED = 40;
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @TempDir
    private Path folder;

    @Test
    void shouldDoAsTheGuideSays() throws IOException, InterruptedException {
        writeTables();
        try (DemoProcess demo = DemoProcess.start(folder.resolve("data"))) {
            GuideCommands guide = new GuideCommands(
                    "going-live.md",
                    folder,
                    List.of(
                            "--set", "kafka.port=" + port(demo.bootstrapServers()),
                            "--set", "schema.registry.port=" + port(demo.registryUrl())),
                    Map.of("TIME", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString()));

            List<String> done = guide.run();

            assertThat(done).hasSize(8);
            assertThat(guide.said()).contains("POSTED " + ITEMS * DAYS, "POSTED " + ITEMS, "POSTED " + ORDERED);
            assertThat(Files.readAllLines(folder.resolve("history-report.csv"))).hasSize(ITEMS * DAYS + 1);
            assertThat(newest(demo, Topics.POSITIONS))
                    .containsKeys("acme|berlin-01|item-0", "acme|berlin-01|item-599")
                    .hasSizeGreaterThanOrEqualTo(ITEMS);
            assertThat(newest(demo, Topics.POSITIONS).get("acme|berlin-01|item-7"))
                    .contains("\"free\":17", "\"onOrder\":24");
            Await.until(
                    "demand has every day of the history",
                    PATIENCE,
                    () -> keys(demo, Topics.DEMAND_DAYS) == ITEMS * DAYS);

            guide.run();

            assertThat(guide.said()).contains("REPEATED " + ITEMS * DAYS).doesNotContain("POSTED");
            assertThat(newest(demo, Topics.POSITIONS).get("acme|berlin-01|item-7"))
                    .contains("\"free\":17", "\"onOrder\":24");
            assertThat(demo.terminate()).isZero();
        }
    }

    private static String port(String address) {
        return address.substring(address.lastIndexOf(':') + 1);
    }

    private void writeTables() throws IOException {
        write("tenant.csv", """
                name,status,currency,timeZone
                Acme,ACTIVE,EUR,Europe/Berlin
                """);
        write("locations.csv", """
                locationId,name,type,timeZone,currency,status
                berlin-01,Berlin Mitte,STORE,Europe/Berlin,EUR,ACTIVE
                """);
        write("suppliers.csv", """
                supplierId,name,currency,timeZone,status
                dairy,Dairy,EUR,Europe/Berlin,ACTIVE
                """);
        StringBuilder items = new StringBuilder("itemId,name,unitOfMeasure,status\n");
        StringBuilder stock = new StringBuilder("locationId,itemId,counted\n");
        StringBuilder orders = new StringBuilder("locationId,orderId,line,itemId,quantity,supplierId,expectedAt\n");
        for (int item = 0; item < ITEMS; item++) {
            items.append("item-%d,Item %d,EA,ACTIVE%n".formatted(item, item));
            stock.append("berlin-01,item-%d,%d%n".formatted(item, 10 + item));
            if (item < ORDERED) {
                orders.append(
                        "berlin-01,PO-%d,%d,item-%d,24,dairy,2027-01-15%n".formatted(item / 10, item % 10 + 1, item));
            }
        }
        write("items.csv", items.toString());
        write("stock.csv", stock.toString());
        write("orders.csv", orders.toString());
        write("history.csv", history());
    }

    private static String history() {
        SplittableRandom random = new SplittableRandom(7);
        LocalDate first = LocalDate.now(ZoneOffset.UTC).minusDays(DAYS + 1L);
        StringBuilder rows = new StringBuilder("locationId,itemId,date,units,price,currency,inStockFraction\n");
        for (int item = 0; item < ITEMS; item++) {
            for (int day = 0; day < DAYS; day++) {
                rows.append("berlin-01,item-")
                        .append(item)
                        .append(',')
                        .append(first.plusDays(day))
                        .append(',');
                rows.append(random.nextInt(5))
                        .append(",2.49,EUR,")
                        .append(day % 3 == 0 ? "1" : "")
                        .append('\n');
            }
        }
        return rows.toString();
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text.replace("\r", ""));
    }

    /// The newest record of each key, as JSON.
    private static Map<String, String> newest(DemoProcess demo, Topic<?, ?> topic) {
        Map<String, String> newest = new HashMap<>();
        try (HttpSchemaRegistry registry = new HttpSchemaRegistry(RegistryOptions.of(demo.registryUrl()))) {
            new TopicTail(KafkaAccess.of(demo.bootstrapServers()), registry)
                    .read(topic, Long.MAX_VALUE, () -> false, line -> {
                        newest.put(key(line), line);
                        return true;
                    });
        }
        return newest;
    }

    /// How many keys of the tenant a topic has.
    private static long keys(DemoProcess demo, Topic<?, ?> topic) {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers",
                demo.bootstrapServers(),
                "isolation.level",
                "read_committed",
                "max.poll.records",
                10_000);
        Set<String> keys = new HashSet<>();
        try (KafkaConsumer<String, byte[]> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic.name()).stream()
                    .map(partition -> new TopicPartition(topic.name(), partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(200)).forEach(record -> keys.add(record.key()));
            }
        }
        // The opening count makes a day of today too.
        String today = LocalDate.now(ZoneId.of("Europe/Berlin")).toString();
        return keys.stream()
                .filter(key -> key.startsWith("acme|") && !key.endsWith(today))
                .count();
    }

    private static String key(String json) {
        int begin = json.indexOf("\"key\":\"") + "\"key\":\"".length();
        return json.substring(begin, json.indexOf('"', begin));
    }
}
