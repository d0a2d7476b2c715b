package io.millrace.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.cli.Logging;
import io.millrace.config.Configuration;
import io.millrace.config.ConfigurationLoader;
import io.millrace.config.ConfigurationRequest;
import io.millrace.config.ConfigurationRequest.CommandDefaults;
import io.millrace.config.Surroundings;
import io.millrace.platform.DataFolder;
import io.millrace.platform.Login;
import io.millrace.schemas.topics.Topics;
import io.millrace.testkit.Await;
import io.millrace.testkit.KafkaExtension;
import io.millrace.testkit.PostgresExtension;
import io.millrace.testkit.TestDatabase;
import io.millrace.testkit.TestKafka;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// What a running Millrace tells of itself, and two nodes of different roles on one cluster.
@ExtendWith({KafkaExtension.class, PostgresExtension.class})
@TestInstance(Lifecycle.PER_CLASS)
@Timeout(value = 3, unit = TimeUnit.MINUTES, threadMode = ThreadMode.SEPARATE_THREAD)
class ObserveIT {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Pattern METRIC = Pattern.compile("\\b(millrace|jvm|process|system)_[a-z_]+");
    private static final int SERIES_MAX = 1_200;
    private static final List<String> PERSONAL = List.of(
            "Erika-Kassiererin", "Max-Kunde", "Bestellung-Muster", "geheimes-token", "Lieferadresse", "Passwort-123");

    private final NodeClient client = new NodeClient();
    private final Closing closing = new Closing();
    private TestKafka kafka;
    private Path log;
    private Node whole;
    private Node asking;

    @BeforeAll
    void start(TestKafka broker, TestDatabase database, @TempDir Path folder) throws IOException {
        kafka = broker;
        List<String> common = new ArrayList<>(List.of(
                "kafka.bootstrap.servers=" + kafka.bootstrapServers(),
                "topics.prefix=" + kafka.named(""),
                "topics.replication=1",
                "topics.partitions=3",
                "postgres.url=" + database.jdbcUrl(),
                "http.tenant.default=" + SampleSale.TENANT,
                "log.level=trace"));
        common.addAll(login("postgres", database.application()));
        common.addAll(login("postgres.owner", database.owner()));
        common.addAll(login("postgres.sink", database.sink()));

        Configuration first =
                configuration(folder.resolve("first"), common, "schema.registry.port=0", "http.port=" + freePort());
        log = first.log().file();
        Logging logging = Logging.start(first.log());
        closing.add(logging::close);
        whole = start(first);
        Configuration second = configuration(
                folder.resolve("second"),
                common,
                "schema.registry.url=" + whole.addresses().get("Schema registry"),
                "http.port=" + freePort(),
                "roles=api");
        asking = start(second);

        whole.ensure(Topics.ofTenant(SampleSale.TENANT));
        SampleShop shop = new SampleShop(whole);
        assertThat(shop.open()).isTrue();
        assertThat(shop.sell()).isPresent();
    }

    private static List<String> login(String key, Login login) {
        return List.of(key + ".user=" + login.user(), key + ".password=" + login.password());
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            return socket.getLocalPort();
        }
    }

    private static Configuration configuration(Path folder, List<String> common, String... more) throws IOException {
        Files.createDirectories(folder);
        List<String> sets = new ArrayList<>(common);
        sets.addAll(List.of(more));
        Surroundings surroundings = new Surroundings(Map.of("HOME", folder.toString()), folder);
        return ConfigurationLoader.load(new ConfigurationRequest(
                        surroundings,
                        Optional.empty(),
                        sets,
                        Optional.of(folder.resolve("data").toString()),
                        Optional.empty(),
                        CommandDefaults.NONE))
                .configuration();
    }

    private Node start(Configuration configuration) {
        DataFolder data = DataFolder.open(configuration.data());
        closing.add(data::close);
        Node node = Node.start(configuration, data, (_, _) -> {});
        closing.add(node::close);
        return node;
    }

    @AfterAll
    void stop() {
        closing.close();
        client.close();
    }

    private HttpResponse<String> post(Node node, String target, String body) {
        return client.ask(HttpRequest.newBuilder(node.serviceUrl().resolve(target))
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer geheimes-token")
                .POST(BodyPublishers.ofString(body))
                .build());
    }

    private static JsonNode json(HttpResponse<String> answer) {
        try {
            return MAPPER.readTree(answer.body());
        } catch (IOException notJson) {
            throw new IllegalStateException(answer.body(), notJson);
        }
    }

    @Test
    void shouldMeasureWhatTheOperatorGuideLists() throws IOException {
        Await.until("a partition's lag is known", () -> scrape().contains("millrace_application_lag_records{"));
        Set<String> listed = new TreeSet<>();
        for (String line : Files.readAllLines(inRepository("docs/guides/operator.md"))) {
            Matcher row = Pattern.compile("\\| `(millrace_[a-z_]+)` \\|.*").matcher(line);
            if (row.matches()) {
                listed.add(row.group(1));
            }
        }

        assertThat(families().stream().filter(name -> name.startsWith("millrace_")))
                .containsExactlyInAnyOrderElementsOf(listed);
        assertThat(scrape().lines().filter(line -> !line.startsWith("#")).count())
                .isLessThan(SERIES_MAX);
    }

    @Test
    void shouldMeasureWhatDashboardAndAlertsAskFor() throws IOException {
        Await.until("a partition's lag is known", () -> scrape().contains("millrace_application_lag_records{"));
        Set<String> names = scrape().lines()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.split("[{ ]", 2)[0])
                .collect(Collectors.toSet());
        Set<String> asked = new TreeSet<>();
        JsonNode dashboard =
                MAPPER.readTree(inRepository("deploy/grafana/millrace.json").toFile());
        dashboard.findValuesAsText("expr").forEach(query -> asked.addAll(metrics(query)));
        int queries = asked.size();
        Files.readAllLines(inRepository("deploy/grafana/alerts.yaml")).stream()
                .filter(line -> line.strip().startsWith("expr: "))
                .forEach(line -> asked.addAll(metrics(line)));

        assertThat(queries).isGreaterThan(15);
        assertThat(asked).hasSizeGreaterThan(queries).isSubsetOf(names);
    }

    private static Set<String> metrics(String query) {
        Set<String> names = new TreeSet<>();
        Matcher matcher = METRIC.matcher(query);
        while (matcher.find()) {
            names.add(matcher.group());
        }
        return names;
    }

    private String scrape() {
        return client.get(whole, "/observe/metrics").body();
    }

    private Set<String> families() {
        return scrape().lines()
                .filter(line -> line.startsWith("# TYPE "))
                .map(line -> line.split(" ", 4)[2])
                .collect(Collectors.toSet());
    }

    private static Path inRepository(String path) {
        Path here = Path.of("").toAbsolutePath();
        while (!Files.exists(here.resolve(path))) {
            here = here.getParent();
        }
        return here.resolve(path);
    }

    @Test
    void shouldBeWellAndSayWhatItLookedAt() {
        Await.until(
                "all of it is up", () -> client.get(whole, "/observe/health").statusCode() == 200);

        assertThat(names(json(client.get(whole, "/observe/health"))))
                .contains("kafka", "postgres", "stock-ledger", "intake", "catalogue", "demand", "outcomes", "start");
        assertThat(names(json(client.get(asking, "/observe/health"))))
                .contains("kafka", "applications")
                .doesNotContain("stock-ledger", "intake", "outcomes");
    }

    private static List<String> names(JsonNode health) {
        List<String> names = new ArrayList<>();
        health.path("checks").fieldNames().forEachRemaining(names::add);
        return names;
    }

    @Test
    void shouldAnswerFromTheOwnerWhenTheNodeThatIsAskedHasNoLedger() {
        HttpResponse<String> position = client.get(asking, "/v1/positions/store-1/milk");
        assertThat(position.statusCode()).as(position.body()).isEqualTo(200);
        assertThat(json(position).at("/freshness/source").asText()).isEqualTo("active");

        JsonNode availability = json(client.get(asking, "/v1/items/milk/availability"));
        assertThat(availability.path("available"))
                .isEqualTo(
                        json(client.get(whole, "/v1/items/milk/availability")).path("available"));
        assertThat(client.get(asking, "/v1/items/no-such-item/availability").statusCode())
                .isEqualTo(404);
        assertThat(client.get(asking, "/v1/positions/no-such-store/milk").statusCode())
                .isEqualTo(404);
        assertThat(json(client.get(asking, "/v1/proof")).path("drift").asInt(-1))
                .isZero();
        assertThat(client.get(asking, "/observe/metrics").body().lines())
                .anyMatch(line -> line.matches("millrace_route_forwarded_total [1-9].*"));
    }

    @Test
    void shouldOfferOnlyWhatItsRolesSay() {
        assertThat(post(asking, "/v1/sales", "{}").statusCode()).isEqualTo(404);
        assertThat(json(client.get(asking, "/openapi")).path("paths").has("/v1/sales"))
                .isFalse();
        assertThat(json(client.get(asking, "/openapi")).path("paths").has("/v1/stream"))
                .isTrue();
    }

    @Test
    void shouldLogNothingPersonalWhateverIsSent() throws IOException {
        String header = "\"header\": {\"locationId\": \"store-1\", \"occurredAt\": \"" + Instant.now()
                + "\", \"actor\": \"Erika-Kassiererin\", \"origin\": {\"system\": \"pos\", \"operator\":"
                + " \"Erika-Kassiererin\"}, \"attributes\": {\"card\": \"Max-Kunde\"}}";
        String line = "{\"number\": 1, \"kind\": \"SALE\", \"itemId\": \"milk\", \"quantity\": 1}";
        String sale = "{" + header + ", \"body\": {\"type\": \"SaleCompleted\", \"channel\": \"STORE\", \"currency\":"
                + " \"EUR\", \"lines\": [" + line + "]}}";

        assertThat(post(whole, "/v1/sales?wait=posted", sale).body()).contains("POSTED");
        assertThat(post(whole, "/v1/sales", sale.replace("\"quantity\": 1", "\"quantity\": \"Max-Kunde\""))
                        .statusCode())
                .isEqualTo(400);
        assertThat(post(whole, "/v1/sales", "{\"customer\": \"Max-Kunde\", Lieferadresse")
                        .statusCode())
                .isEqualTo(400);
        assertThat(post(
                                whole,
                                "/v1/reservations?token=Passwort-123",
                                "{\"locationId\": \"store-1\", \"orderReference\": \"Bestellung-Muster\", \"lines\":"
                                        + " [{\"itemId\": \"milk\", \"quantity\": 1}]}")
                        .statusCode())
                .isIn(201, 400);
        assertThat(post(whole, "/v1/sales", sale.replace("store-1", "nowhere")).statusCode())
                .isEqualTo(202);
        kafka.produce(
                Topics.salesOf(SampleSale.TENANT)
                        .prefixed(whole.topics().prefix())
                        .name(),
                SampleSale.LANE.text(),
                "Lieferadresse of Max-Kunde");

        Await.until(
                "intake has refused what it could not read",
                () -> scrape().lines()
                        .anyMatch(one -> one.startsWith("millrace_intake_rejected_total{reason=\"NOT_FRAMED\"} 1")));
        String written = Files.readString(log);
        assertThat(written).contains("\"level\":\"DEBUG\"").doesNotContain(PERSONAL);
    }
}
