package io.millrace.ledger;

import io.millrace.domain.TenantId;
import io.millrace.events.catalog.Location;
import io.millrace.events.catalog.LocationType;
import io.millrace.events.catalog.Status;
import io.millrace.ledger.http.CheckedClient;
import io.millrace.ledger.http.Endpoint;
import io.millrace.ledger.http.Tenancy;
import io.millrace.ledger.ingest.IngestEndpoints;
import io.millrace.ledger.ingest.IngestSettings;
import io.millrace.ledger.ingest.Ingestion;
import io.millrace.ledger.ingest.RecordWriter;
import io.millrace.ledger.live.OutcomesHub;
import io.millrace.ledger.live.StreamEndpoints;
import io.millrace.ledger.observe.LedgerMeters;
import io.millrace.ledger.observe.Observation;
import io.millrace.ledger.observe.Traces;
import io.millrace.schemas.registry.InMemorySchemaRegistry;
import io.millrace.schemas.registry.SchemaRegistry;
import io.millrace.schemas.topics.TopicAdmin;
import io.millrace.schemas.topics.TopicSettings;
import io.millrace.schemas.topics.Topics;
import io.millrace.schemas.wire.AvroSerializer;
import io.millrace.testkit.TestKafka;
import io.millrace.topology.StreamsSettings;
import io.millrace.topology.stock.LedgerWatch;
import io.millrace.topology.stock.RunningLedger;
import io.millrace.topology.stock.StockApplication;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/// The ledger and its service over a real broker, with one shop, `store-1`, of the tenant `acme`.
public final class LedgerFixture implements AutoCloseable {
    public static final TenantId TENANT = TenantId.of("acme");
    private static final Duration STUCK_AFTER = Duration.ofSeconds(1);
    private static final int IN_FLIGHT_BYTES = 16 << 20;

    private final Deque<Runnable> open = new ArrayDeque<>();
    private final SchemaRegistry registry = new InMemorySchemaRegistry();
    private final TopicSettings topics;
    private final Ingestion ingestion;
    private final CheckedClient client;
    private final URI url;

    public LedgerFixture(TestKafka kafka, Path folder) {
        this(kafka, folder, Traces.off());
    }

    public LedgerFixture(TestKafka kafka, Path folder, Traces traces) {
        Map<String, Object> connection = Map.of("bootstrap.servers", kafka.bootstrapServers());
        topics = new TopicSettings(kafka.named(""), 3, 1);
        new TopicAdmin(kafka.admin(), topics, Duration.ofSeconds(30)).ensure(Topics.shared());
        kafka.produce(
                new StringSerializer(),
                new AvroSerializer<Location>(registry),
                List.of(new ProducerRecord<>(
                        Topics.LOCATIONS.prefixed(topics.prefix()).name(), TENANT + "|store-1", shop())));
        RunningLedger ledger = StockApplication.start(
                new StreamsSettings(connection, folder, "test", 1, 0, Duration.ofMillis(50)),
                topics.prefix(),
                topics.lanePartitions(),
                registry,
                Optional.empty(),
                LedgerWatch.tracing(traces));
        open.push(ledger::close);
        OutcomesHub outcomes = OutcomesHub.start(connection, topics.prefix(), registry, traces);
        open.push(outcomes::close);
        IngestSettings settings = new IngestSettings(connection, topics, 1_000_000, IN_FLIGHT_BYTES);
        RecordWriter writer = RecordWriter.start(settings, traces);
        open.push(writer::close);
        ingestion = new Ingestion(settings, writer, outcomes);
        StreamEndpoints stream = new StreamEndpoints(connection, topics, registry, STUCK_AFTER);
        open.push(stream::close);
        List<Endpoint> endpoints = new ArrayList<>(new IngestEndpoints(ingestion, registry).endpoints());
        endpoints.addAll(stream.endpoints());
        LedgerServer server = LedgerServer.start(new LedgerServer.Options(
                "127.0.0.1",
                0,
                List.of(),
                Map.of(),
                Tenancy.byHeader(Optional.of(TENANT)),
                endpoints,
                new Observation(
                        List.of(
                                outcomes.meters(),
                                ingestion.meters(),
                                stream.meters(),
                                new LedgerMeters(ledger.meter(), InstantSource.system())),
                        traces)));
        open.push(server::close);
        url = server.url();
        client = new CheckedClient(url);
        open.push(client::close);
    }

    private static Location shop() {
        return Location.builder()
                .tenantId(TENANT.value())
                .locationId("store-1")
                .name("A shop")
                .type(LocationType.STORE)
                .timeZone("Europe/Berlin")
                .currency("EUR")
                .status(Status.ACTIVE)
                .version(1L)
                .build();
    }

    public CheckedClient client() {
        return client;
    }

    public URI url() {
        return url;
    }

    public TopicSettings topics() {
        return topics;
    }

    public SchemaRegistry registry() {
        return registry;
    }

    @Override
    public void close() {
        for (Runnable one : open) {
            one.run();
        }
    }
}
