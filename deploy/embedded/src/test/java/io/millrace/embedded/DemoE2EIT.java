package io.millrace.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.events.pos.TillEvent;
import io.millrace.schemas.avro.JsonView;
import io.millrace.schemas.registry.HttpSchemaRegistry;
import io.millrace.schemas.registry.RegistryOptions;
import io.millrace.schemas.topics.Topic;
import io.millrace.schemas.topics.Topics;
import io.millrace.testkit.Await;
import io.millrace.testkit.SaleBuilder;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.pulsar.kafka.shade.io.confluent.kafka.serializers.KafkaAvroSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;

/// The demo as its users meet it: started, written to by others, killed, started again, started twice, stopped.
@Timeout(value = 10, unit = TimeUnit.MINUTES, threadMode = ThreadMode.SEPARATE_THREAD)
class DemoE2EIT {
    private static final String TOPIC = Topics.salesOf(SampleSale.TENANT).name();
    private static final String CHEESE = "\"itemId\":\"cheese\",\"balances\":{\"free\":-0.25,";
    private static final String COFFEE = "\"itemId\":\"coffee\",\"balances\":{\"free\":-3,";

    @TempDir
    private Path data;

    @Test
    void shouldKeepEverythingAndItsFolderWhenItIsKilledAndStartedAgain()
            throws IOException, InterruptedException, ExecutionException {
        // given: a demo, and a sale from a plain producer with Confluent's own serializer
        TillEvent sale = SaleBuilder.saleAt(SampleSale.LANE, Instant.now().truncatedTo(ChronoUnit.MILLIS))
                .line("cheese", "0.25", "19.9")
                .build();
        String asJson = "\"key\":\"demo|store-1\",\"value\":" + JsonView.of(sale);
        List<Integer> schemaIds;
        String databasePort;
        try (DemoProcess demo = DemoProcess.start(data)) {
            assertThat(demo.printed())
                    .contains("Sample sale sent and posted", "Now available of milk: 98")
                    .doesNotContain("from before");
            assertThat(health(demo)).contains("\"status\":\"UP\"").doesNotContain("DOWN");
            sendWithConfluentSerializer(demo, sale);
            Await.until("intake carries a sale from outside", () -> sales(demo).size() == 2);
            assertThat(sales(demo)).anyMatch(line -> line.contains(asJson));
            Await.until(
                    "the ledger posts a sale from outside",
                    () -> positions(demo).stream().anyMatch(line -> line.contains(CHEESE)));
            assertThat(runExample(demo)).contains("status=POSTED");
            assertThat(runExample(demo)).contains("status=REPEATED");
            assertThat(positions(demo)).anyMatch(line -> line.contains(COFFEE));
            schemaIds = schemaIds(demo);
            databasePort = demo.databasePort();

            // when
            demo.kill();
        }

        // then: the database server, which outlived its owner and holds its port, is no obstacle
        try (DemoProcess again = DemoProcess.start(data, "--set", "postgres.port=" + databasePort)) {
            assertThat(again.printed()).contains("4 records from before are still there");
            assertThat(sales(again)).hasSize(5).anyMatch(line -> line.contains(asJson));
            assertThat(again.printed()).contains("Now available of milk: 96");
            assertThat(health(again)).contains("stock-ledger", "intake").doesNotContain("DOWN");
            assertThat(schemaIds(again)).isEqualTo(schemaIds);
            Await.until(
                    "history has what the ledger has",
                    () -> ask(again, "/v1/positions?item=milk").contains("\"item\":\"milk\",\"available\":96"));
            assertThat(ask(again, "/v1/positions/store-1/milk?asOf=" + Instant.now()))
                    .contains("\"free\":96", "\"meaning\":\"known\"");
            assertThat(ask(again, "/v1/journal?location=store-1&kind=SALE_COMPLETED"))
                    .contains("\"item\":\"cheese\"");
            requireRefusal(again);
            assertThat(again.terminate()).isZero();
        }
    }

    /// A second one on the same folder, on the first one's ports, looks at neither them nor the log.
    private void requireRefusal(DemoProcess demo) throws IOException {
        Path log = data.resolve("logs/millrace.log");

        String said = DemoProcess.refused(
                data,
                "--set",
                "schema.registry.port=" + URI.create(demo.registryUrl()).getPort(),
                "--set",
                "postgres.port=" + demo.databasePort(),
                "--set",
                "log.level=trace");

        assertThat(said).contains("is in use by process " + demo.pid()).doesNotContain("Port ");
        assertThat(Files.readString(log)).doesNotContain("TRACE");
        assertThat(log.resolveSibling("millrace.log.1")).doesNotExist();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve("logs"))))
                .isEqualTo("rwx------");
    }

    /// A demo that was killed leaves its database behind, for the next one to end; here there may be none.
    @AfterEach
    void endTheDatabaseThatIsLeft() throws IOException {
        List<Path> left;
        try (Stream<Path> files = Files.walk(data)) {
            left = files.filter(file -> file.endsWith("postmaster.pid")).toList();
        }
        for (Path file : left) {
            long pid = Long.parseLong(Files.readAllLines(file).getFirst().strip());
            ProcessHandle.of(pid)
                    .filter(process -> process.info().command().orElse("").contains("postgres"))
                    .ifPresent(DemoE2EIT::end);
        }
    }

    private static void end(ProcessHandle postmaster) {
        List<ProcessHandle> all =
                Stream.concat(Stream.of(postmaster), postmaster.descendants()).toList();
        all.forEach(ProcessHandle::destroyForcibly);
        postmaster.onExit().orTimeout(1, TimeUnit.MINUTES).join();
    }

    private static String health(DemoProcess demo) throws IOException, InterruptedException {
        return ask(demo, "/observe/health");
    }

    private static String ask(DemoProcess demo, String target) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                            HttpRequest.newBuilder(URI.create(demo.serviceUrl() + target))
                                    .build(),
                            BodyHandlers.ofString())
                    .body();
        }
    }

    private static void sendWithConfluentSerializer(DemoProcess demo, TillEvent sale)
            throws ExecutionException, InterruptedException {
        KafkaAvroSerializer serializer = new KafkaAvroSerializer();
        serializer.configure(Map.of("schema.registry.url", demo.registryUrl()), false);
        try (KafkaProducer<String, Object> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", demo.bootstrapServers(), "acks", "all"),
                new StringSerializer(),
                serializer)) {
            producer.send(new ProducerRecord<>(TOPIC, SampleSale.LANE.text(), ConfluentRecords.of(sale)))
                    .get();
        }
    }

    /// The program of the guide for POS vendors, as a reader runs it.
    private static String runExample(DemoProcess demo) throws IOException, InterruptedException {
        Process example = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "../../docs/guides/SendSale.java",
                        demo.bootstrapServers(),
                        demo.registryUrl(),
                        "1")
                .redirectErrorStream(true)
                .start();
        String said = new String(example.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(example.waitFor()).as(said).isZero();
        return said;
    }

    private static List<String> sales(DemoProcess demo) {
        return tail(demo, Topics.SALES);
    }

    private static List<String> positions(DemoProcess demo) {
        return tail(demo, Topics.POSITIONS);
    }

    /// What is in a topic of the demo as JSON, read as `./millrace tail` does.
    private static List<String> tail(DemoProcess demo, Topic<?, ?> topic) {
        List<String> lines = new ArrayList<>();
        try (HttpSchemaRegistry registry = new HttpSchemaRegistry(RegistryOptions.of(demo.registryUrl()))) {
            new TopicTail(KafkaAccess.of(demo.bootstrapServers()), registry)
                    .read(topic, Long.MAX_VALUE, () -> false, lines::add);
        }
        return lines;
    }

    private static List<Integer> schemaIds(DemoProcess demo) {
        try (HttpSchemaRegistry registry = new HttpSchemaRegistry(RegistryOptions.of(demo.registryUrl()))) {
            return Topics.shared().stream()
                    .map(topic -> registry.latest(topic.name() + "-value")
                            .orElseThrow()
                            .id())
                    .toList();
        }
    }
}
