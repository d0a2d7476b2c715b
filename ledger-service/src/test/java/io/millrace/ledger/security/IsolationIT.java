package io.millrace.ledger.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.ledger.Transport;
import io.millrace.ledger.http.Access;
import io.millrace.ledger.http.CheckedClient;
import io.millrace.ledger.http.Endpoint;
import io.millrace.ledger.http.Role;
import io.millrace.ledger.ingest.IngestEndpoints;
import io.millrace.ledger.ingest.IngestSettings;
import io.millrace.ledger.ingest.Ingestion;
import io.millrace.ledger.live.OutcomesHub;
import io.millrace.ledger.live.StreamEndpoints;
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
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
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

/// Every route, as it is declared, against everybody who has no business there.
@ExtendWith(KafkaExtension.class)
class IsolationIT {
    private static final String EVENT = "{\"header\": {\"locationId\": \"store-1\","
            + " \"occurredAt\": \"2026-11-20T08:00:00Z\"},"
            + " \"body\": {\"type\": \"SaleCompleted\"}}";

    private static final String RESERVATION =
            "{\"locationId\": \"store-1\", \"lines\": [{\"itemId\": \"milk\", \"quantity\": 1}]}";

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
        Ingestion ingestion = Ingestion.start(new IngestSettings(connection, topics, 1_000_000, 1 << 24), outcomes);
        open.push(ingestion::close);
        StreamEndpoints stream = new StreamEndpoints(connection, topics, registry);
        open.push(stream::close);
        HttpPeers peers = new HttpPeers();
        open.push(peers::close);
        Seat seat = new Seat();
        List<Endpoint> endpoints = new ArrayList<>(new IngestEndpoints(ingestion, registry).endpoints());
        endpoints.addAll(stream.endpoints());
        endpoints.addAll(new QueryEndpoints(seat, new Router(seat, peers, Patience.DEFAULT)).endpoints());
        premises = new Premises(folder, Premises.LIMITS, Transport.LOOPBACK, endpoints);
        open.push(premises::close);
        client = premises.client();
        open.push(client::close);
        guarded = Stream.concat(
                        endpoints.stream(),
                        new KeyEndpoints(
                                        premises.store,
                                        new ApiKeys(premises.store, () -> TestIssuer.NOW),
                                        () -> TestIssuer.NOW)
                                .endpoints().stream())
                .toList();
        assertThat(guarded).hasSizeGreaterThan(15);
    }

    @AfterEach
    void stop() {
        open.forEach(Runnable::run);
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
            refused(endpoint, 403, "forbidden", key[0], key[1], "Content-Type", "application/json");
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
        assertThat(answer.headers().firstValue("Millrace-Request-Id")).isPresent();
    }
}
