package io.millrace.ledger.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.ledger.Transport;
import io.millrace.ledger.catalogue.CatalogueEndpoints;
import io.millrace.ledger.catalogue.CatalogueView;
import io.millrace.ledger.database.InstallationTransactions;
import io.millrace.ledger.database.TenantTransactions;
import io.millrace.ledger.forecasting.Absence;
import io.millrace.ledger.forecasting.AccuracyView;
import io.millrace.ledger.forecasting.ForecastView;
import io.millrace.ledger.forecasting.OverridesView;
import io.millrace.ledger.forecasting.RunsView;
import io.millrace.ledger.forecasting.ServedView;
import io.millrace.ledger.forecasting.api.ForecastingEndpoints;
import io.millrace.ledger.forecasts.ForecastEndpoints;
import io.millrace.ledger.forecasts.StoredForecasts;
import io.millrace.ledger.history.query.ForecastHistoryEndpoints;
import io.millrace.ledger.history.query.ForecastQueries;
import io.millrace.ledger.history.query.HistoryEndpoints;
import io.millrace.ledger.history.query.HistoryQueries;
import io.millrace.ledger.http.Access;
import io.millrace.ledger.http.CheckedClient;
import io.millrace.ledger.http.Endpoint;
import io.millrace.ledger.http.Role;
import io.millrace.ledger.ingest.IngestEndpoints;
import io.millrace.ledger.ingest.IngestSettings;
import io.millrace.ledger.ingest.Ingestion;
import io.millrace.ledger.ingest.RecordWriter;
import io.millrace.ledger.live.OutcomesHub;
import io.millrace.ledger.live.StreamEndpoints;
import io.millrace.ledger.observe.Metrics;
import io.millrace.ledger.query.QueryEndpoints;
import io.millrace.ledger.route.HttpPeers;
import io.millrace.ledger.route.Patience;
import io.millrace.ledger.route.Router;
import io.millrace.ledger.route.Seat;
import io.millrace.schemas.registry.InMemorySchemaRegistry;
import io.millrace.schemas.registry.SchemaRegistry;
import io.millrace.schemas.topics.TopicAdmin;
import io.millrace.schemas.topics.TopicSettings;
import io.millrace.schemas.topics.Topics;
import io.millrace.testkit.KafkaExtension;
import io.millrace.testkit.TestKafka;
import io.millrace.topology.RecordTraces;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;

/// Every route, as it is declared, against everybody who has no business there.
@ExtendWith(KafkaExtension.class)
class IsolationIT {
    private static final String EVENT = "{\"header\": {\"locationId\": \"store-1\","
            + " \"occurredAt\": \"2026-11-20T08:00:00Z\"},"
            + " \"body\": {\"type\": \"SaleCompleted\"}}";

    private static final String RESERVATION =
            "{\"locationId\": \"store-1\", \"lines\": [{\"itemId\": \"milk\", \"quantity\": 1}]}";

    /// Everybody may ask how a node is, and log in; and who they are, if anybody.
    private static final Set<String> OPEN = Set.of("HealthEndpoints", "LoginEndpoints", "MeEndpoints");

    /// A class that is missing here has to be added below too.
    private static final Set<String> TRIED = Set.of(
            "AccuracyEndpoints",
            "AuditEndpoints",
            "BulkEndpoints",
            "CatalogueEndpoints",
            "ForecastEndpoints",
            "ForecastHistoryEndpoints",
            "ForecastingEndpoints",
            "HistoryEndpoints",
            "IngestEndpoints",
            "KeyEndpoints",
            "KindEndpoints",
            "MemberEndpoints",
            "MethodEndpoints",
            "OperatorEndpoints",
            "OverrideEndpoints",
            "QueryEndpoints",
            "RunEndpoints",
            "SeriesEndpoints",
            "StreamEndpoints",
            "TenantEndpoints");

    private final Deque<Runnable> open = new ArrayDeque<>();

    @TempDir
    private Path folder;

    private Premises premises;
    private CheckedClient client;
    private List<Endpoint> guarded;

    @BeforeEach
    void start(TestKafka kafka) throws IOException {
        Map<String, Object> connection = Map.of("bootstrap.servers", kafka.bootstrapServers());
        SchemaRegistry registry = new InMemorySchemaRegistry();
        TopicSettings topics = new TopicSettings(kafka.named(""), 1, 1);
        new TopicAdmin(kafka.admin(), topics, Duration.ofSeconds(30)).ensure(Topics.shared());
        OutcomesHub outcomes = OutcomesHub.start(connection, topics.prefix(), registry);
        open.push(outcomes::close);
        IngestSettings settings = new IngestSettings(connection, topics, 1_000_000, 1 << 24);
        RecordWriter writer = RecordWriter.start(settings, RecordTraces.NONE);
        open.push(writer::close);
        Ingestion ingestion = new Ingestion(settings, writer, outcomes);
        StreamEndpoints stream = new StreamEndpoints(connection, topics, registry);
        open.push(stream::close);
        List<Endpoint> endpoints = new ArrayList<>(masterData(connection, topics, registry, writer));
        endpoints.addAll(forecasts(connection, topics, registry, writer));
        HttpPeers peers = new HttpPeers();
        open.push(peers::close);
        Seat seat = new Seat();
        endpoints.addAll(new IngestEndpoints(ingestion, registry).endpoints());
        endpoints.addAll(stream.endpoints());
        endpoints.addAll(new QueryEndpoints(seat, new Router(seat, peers, Patience.DEFAULT)).endpoints());
        // Nobody gets as far as the database.
        TenantTransactions database = new TenantTransactions(new PGSimpleDataSource());
        endpoints.addAll(new HistoryEndpoints(new HistoryQueries(database)).endpoints());
        endpoints.addAll(new AuditEndpoints(new PostgresAudit(database), Clock.systemUTC()).endpoints());
        endpoints.addAll(new ForecastHistoryEndpoints(
                        new HistoryQueries(database),
                        new ForecastQueries(database, Duration.ofSeconds(1)),
                        InstantSource.system())
                .endpoints());
        endpoints.addAll(new TenantEndpoints(new PostgresTenants(database), InstantSource.system()).endpoints());
        MemberStore members = new PostgresMembers(database, new InstallationTransactions(new PGSimpleDataSource()));
        endpoints.addAll(
                new MemberEndpoints(members, new KnownMembers(members, InstantSource.system()), InstantSource.system())
                        .endpoints());
        Register register = new PostgresRegister(new InstallationTransactions(new PGSimpleDataSource()));
        endpoints.addAll(new OperatorEndpoints(
                        register, new Provisioning(List.of(), register), TenantRules.NONE, InstantSource.system())
                .endpoints());
        premises = new Premises(folder, Premises.LIMITS, Transport.LOOPBACK, endpoints);
        open.push(premises::close);
        client = premises.client();
        open.push(client::close);
        ApiKeys keys = new ApiKeys(premises.store, () -> TestIssuer.NOW);
        guarded = new ArrayList<>(endpoints);
        guarded.addAll(new KeyEndpoints(premises.store, keys, () -> TestIssuer.NOW).endpoints());
        guarded.add(metrics());
        assertThat(guarded).hasSizeGreaterThan(80);
    }

    private List<Endpoint> masterData(
            Map<String, Object> connection, TopicSettings topics, SchemaRegistry registry, RecordWriter writer) {
        CatalogueView view = CatalogueView.start(connection, topics.prefix(), registry);
        open.push(view::close);
        CatalogueEndpoints catalogue =
                new CatalogueEndpoints(connection, topics, registry, writer, view, Clock.systemUTC());
        open.push(catalogue::close);
        StoredForecasts stored = StoredForecasts.start(connection, topics.prefix(), registry);
        open.push(stored::close);
        List<Endpoint> endpoints = new ArrayList<>(catalogue.endpoints());
        endpoints.addAll(new ForecastEndpoints(topics, registry, writer, view, stored, Clock.systemUTC()).endpoints());
        return endpoints;
    }

    private List<Endpoint> forecasts(
            Map<String, Object> connection, TopicSettings topics, SchemaRegistry registry, RecordWriter writer) {
        ForecastView made = ForecastView.start(connection, topics.prefix(), registry);
        open.push(made::close);
        RunsView runs = RunsView.start(connection, topics.prefix(), registry);
        open.push(runs::close);
        OverridesView overrides = OverridesView.start(connection, topics.prefix(), registry);
        open.push(overrides::close);
        AccuracyView accuracy = AccuracyView.start(connection, topics.prefix(), registry);
        open.push(accuracy::close);
        ServedView served = ServedView.start(connection, topics.prefix(), registry);
        open.push(served::close);
        return new ForecastingEndpoints(
                        topics,
                        registry,
                        writer,
                        made,
                        runs,
                        overrides,
                        accuracy,
                        served,
                        Absence.UNKNOWN,
                        Clock.systemUTC())
                .endpoints();
    }

    /// As the server itself adds them.
    private Endpoint metrics() {
        Metrics metrics = new Metrics(List.of());
        open.push(metrics::close);
        return metrics.endpoint(Access.of(Role.ADMIN, Role.OPERATOR));
    }

    @AfterEach
    void stop() {
        open.forEach(Runnable::run);
    }

    @Test
    void shouldTryEveryClassThatDeclaresRoutes() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            assertThat(files.map(file -> file.getFileName().toString())
                            .filter(name -> name.endsWith("Endpoints.java"))
                            .map(name -> name.substring(0, name.indexOf('.')))
                            .filter(name -> !OPEN.contains(name)))
                    .containsExactlyInAnyOrderElementsOf(TRIED);
        }
    }

    @Test
    void shouldRefuseWhoDoesNotSayWhoTheyAre() {
        for (Endpoint endpoint : guarded) {
            refused(endpoint, 401, "unauthenticated");
            refused(endpoint, 401, "unauthenticated", "Millrace-Tenant", "acme");
            refused(endpoint, 401, "invalid-credentials", "Authorization", "Bearer x.y.z");
            refused(endpoint, 401, "invalid-credentials", "Authorization", "Basic YTpi");
            refused(
                    endpoint,
                    401,
                    "invalid-credentials",
                    "Millrace-Api-Key",
                    "mrk.YWNtZQ.0000000000000000." + "x".repeat(43));
        }
    }

    @Test
    void shouldRefuseAndAuditWhoseTenantIsAnother() throws InterruptedException {
        String[] token = premises.token("other", words(EnumSet.allOf(Role.class)));
        for (Endpoint endpoint : guarded) {
            refused(endpoint, 403, "wrong-tenant", token[0], token[1], "Millrace-Tenant", "acme");
            audited(endpoint, "other", "wrong-tenant");
        }
    }

    @Test
    void shouldRefuseAndAuditWhoHasNoneOfTheRoles() throws InterruptedException {
        for (Endpoint endpoint : guarded) {
            Set<Role> others = EnumSet.complementOf(EnumSet.copyOf(((Access.Holders) endpoint.access()).roles()));
            refused(endpoint, 403, "forbidden", premises.token("acme", words(others)));
            audited(endpoint, "acme", "forbidden");
        }
    }

    @Test
    void shouldRefuseAndAuditKeysOfOtherLocations() throws InterruptedException {
        String[] key = premises.key("acme", "store-2", Role.values());
        for (Endpoint endpoint : guarded) {
            String type = endpoint.body()
                    .map(body -> body.content().keySet().iterator().next())
                    .orElse("application/json");
            refused(endpoint, 403, "forbidden", key[0], key[1], "Content-Type", type);
            audited(endpoint, "acme", "forbidden");
        }
    }

    private static String[] words(Set<Role> roles) {
        return roles.stream().map(Role::word).toArray(String[]::new);
    }

    private void audited(Endpoint endpoint, String tenant, String problem) throws InterruptedException {
        AuditEntry entry = premises.audited.take();
        assertThat(entry.action()).isEqualTo(endpoint.id());
        assertThat(entry.tenant().value()).isEqualTo(tenant);
        assertThat(entry.problem()).hasValue(problem);
        assertThat(entry.source()).isEqualTo("127.0.0.1");
    }

    private void refused(Endpoint endpoint, int status, String problem, String... headers) {
        String path = endpoint.path()
                .replace("{location}", "store-1")
                .replace("{key}", "0123456789abcdef")
                .replace("{kind}", "items")
                .replaceAll("\\{[a-z]+}", "milk");
        HttpResponse<String> answer = client.ask(
                endpoint.verb().name(),
                path,
                endpoint.body().isEmpty()
                        ? BodyPublishers.noBody()
                        : BodyPublishers.ofString(path.equals("/v1/reservations") ? RESERVATION : EVENT),
                headers);
        String what = endpoint.verb() + " " + path + " " + answer.body();
        assertThat(answer.statusCode()).as(what).isEqualTo(status);
        assertThat(CheckedClient.json(answer).path("type").asText())
                .as(what)
                .isEqualTo("urn:millrace:problem:" + problem);
        assertThat(answer.body())
                .doesNotContain("Exception")
                .doesNotContain("io.millrace")
                .doesNotContain("acme");
        assertThat(answer.headers().firstValue("X-Request-Id")).isPresent();
    }
}
