package io.millrace.ledger.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.domain.TenantId;
import io.millrace.ledger.LedgerServer;
import io.millrace.ledger.http.CheckedClient;
import io.millrace.ledger.http.Tenancy;
import io.millrace.ledger.live.OutcomesHub;
import io.millrace.platform.DataFolder;
import io.millrace.platform.EmbeddedBroker;
import io.millrace.schemas.registry.InMemorySchemaRegistry;
import io.millrace.schemas.registry.SchemaRegistry;
import io.millrace.schemas.topics.TopicAdmin;
import io.millrace.schemas.topics.TopicSettings;
import io.millrace.schemas.topics.Topics;
import io.millrace.testkit.Await;
import io.millrace.topology.RecordTraces;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaAwayIT {
    private static final int SMALL_BUDGET = 1_000;
    private static final String SALE = "{\"header\": {\"locationId\": \"store-1\","
            + " \"occurredAt\": \"2026-11-20T08:00:00Z\"}, \"body\": {\"type\": \"SaleCompleted\","
            + " \"channel\": \"STORE\", \"currency\": \"EUR\", \"lines\": [{\"number\": 1, \"kind\": \"SALE\","
            + " \"itemId\": \"milk\", \"quantity\": 1}]}}";

    private final SchemaRegistry registry = new InMemorySchemaRegistry();
    private final TopicSettings topics = new TopicSettings("", 1, 1);

    private LedgerServer serve(Ingestion ingestion) {
        return LedgerServer.start(new LedgerServer.Options(
                "127.0.0.1",
                0,
                List.of(),
                Map.of(),
                Tenancy.byHeader(Optional.of(TenantId.of("acme"))),
                new IngestEndpoints(ingestion, registry).endpoints()));
    }

    @Test
    void shouldRefuseAtOnceWhenKafkaIsAway(@TempDir Path folder) {
        try (DataFolder data = DataFolder.open(folder)) {
            EmbeddedBroker broker = EmbeddedBroker.start(data, EmbeddedBroker.Options.onAnyPorts());
            Map<String, Object> connection = Map.of("bootstrap.servers", broker.bootstrapServers());
            try (Admin admin = Admin.create(connection)) {
                new TopicAdmin(admin, topics, Duration.ofSeconds(30)).ensure(Topics.shared());
            }
            IngestSettings settings = new IngestSettings(connection, topics, 1_000_000, SMALL_BUDGET);
            try (OutcomesHub outcomes = OutcomesHub.start(connection, "", registry);
                    RecordWriter writer = RecordWriter.start(settings, RecordTraces.NONE)) {
                Ingestion ingestion = new Ingestion(settings, writer, outcomes);
                shouldRefuseAtOnceWhenKafkaIsAway(broker, ingestion);
            }
        }
    }

    private void shouldRefuseAtOnceWhenKafkaIsAway(EmbeddedBroker broker, Ingestion ingestion) {
        try (LedgerServer server = serve(ingestion);
                CheckedClient client = new CheckedClient(server.url())) {
            assertThat(client.post("/v1/sales", SALE).statusCode()).isEqualTo(202);
            shouldRefuseWhatDoesNotFitIntoTheBudget(ingestion, client);

            broker.close();

            Await.until(
                    "sales are refused", () -> client.post("/v1/sales", SALE).statusCode() == 503);
            HttpResponse<String> refused = client.post("/v1/sales", SALE);
            assertThat(refused.headers().firstValue("Retry-After")).isPresent();
            assertThat(CheckedClient.json(refused).path("type").asText()).isEqualTo("urn:millrace:problem:unavailable");
        }
    }

    private static void shouldRefuseWhatDoesNotFitIntoTheBudget(Ingestion ingestion, CheckedClient client) {
        try (ByteBudget.Share _ = ingestion.budget().take(SMALL_BUDGET)) {
            HttpResponse<String> busy = client.post("/v1/sales", SALE);

            assertThat(busy.statusCode()).isEqualTo(429);
            assertThat(busy.headers().firstValue("Retry-After")).hasValue("1");
        }
        assertThat(client.post("/v1/sales", SALE).statusCode()).isEqualTo(202);
    }
}
