package io.millrace.ledger.catalogue;

import io.millrace.domain.TenantId;
import io.millrace.ledger.LedgerServer;
import io.millrace.ledger.forecasts.ForecastEndpoints;
import io.millrace.ledger.forecasts.StoredForecasts;
import io.millrace.ledger.http.CheckedClient;
import io.millrace.ledger.http.Endpoint;
import io.millrace.ledger.http.Tenancy;
import io.millrace.ledger.ingest.IngestSettings;
import io.millrace.ledger.ingest.RecordWriter;
import io.millrace.ledger.tenants.CatalogueTenant;
import io.millrace.schemas.registry.InMemorySchemaRegistry;
import io.millrace.schemas.registry.SchemaRegistry;
import io.millrace.schemas.topics.TopicAdmin;
import io.millrace.schemas.topics.TopicSettings;
import io.millrace.schemas.topics.Topics;
import io.millrace.testkit.Await;
import io.millrace.testkit.TestKafka;
import io.millrace.topology.RecordTraces;
import io.millrace.topology.RunningStreams;
import io.millrace.topology.StreamsSettings;
import io.millrace.topology.catalog.CatalogApplication;
import io.millrace.topology.catalog.CatalogSettings;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The catalogue and its service over a real broker, for the tenant `acme`, which is there.
final class CatalogueFixture implements AutoCloseable {
    private static final TenantId TENANT = TenantId.of("acme");
    private static final int IN_FLIGHT_BYTES = 16 << 20;

    private final Deque<Runnable> open = new ArrayDeque<>();
    private final CatalogueEndpoints records;
    private final CheckedClient client;

    CatalogueFixture(TestKafka kafka, Path folder) {
        Map<String, Object> connection = Map.of("bootstrap.servers", kafka.bootstrapServers());
        SchemaRegistry registry = new InMemorySchemaRegistry();
        TopicSettings topics = new TopicSettings(kafka.named(""), 3, 1);
        new TopicAdmin(kafka.admin(), topics, Duration.ofSeconds(30)).ensure(Topics.shared());
        RunningStreams catalogue = CatalogApplication.start(
                new StreamsSettings(connection, folder, "test", 1, 0, Duration.ofMillis(50)),
                CatalogSettings.of(topics),
                registry);
        open.push(catalogue::close);
        RecordWriter writer = RecordWriter.start(
                new IngestSettings(connection, topics, 1_000_000, IN_FLIGHT_BYTES), RecordTraces.NONE);
        open.push(writer::close);
        CatalogueView view = CatalogueView.start(connection, topics.prefix(), registry);
        open.push(view::close);
        records = new CatalogueEndpoints(connection, topics, registry, writer, view, Clock.systemUTC());
        open.push(records::close);
        StoredForecasts stored = StoredForecasts.start(connection, topics.prefix(), registry);
        open.push(stored::close);
        List<Endpoint> endpoints = new ArrayList<>(records.endpoints());
        endpoints.addAll(new ForecastEndpoints(topics, registry, writer, view, stored, Clock.systemUTC()).endpoints());
        LedgerServer server = LedgerServer.start(new LedgerServer.Options(
                "127.0.0.1", 0, List.of(), Map.of(), Tenancy.byHeader(Optional.of(TENANT)), endpoints));
        open.push(server::close);
        client = new CheckedClient(server.url());
        open.push(client::close);
        Await.until(
                "everything is read",
                () -> view.reach().asOf().isPresent()
                        && client.get("/v1/external-forecasts/none/none").statusCode() == 200);
        Await.until("the catalogue judges", catalogue::isRunning);
    }

    /// What prepares the catalogue for a tenant.
    CatalogueTenant tenants() {
        return new CatalogueTenant(records.commands(), Clock.systemUTC());
    }

    CheckedClient client() {
        return client;
    }

    @Override
    public void close() {
        for (Runnable one : open) {
            one.run();
        }
    }
}
