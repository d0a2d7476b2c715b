package io.millrace.embedded;

import io.millrace.config.Configuration;
import io.millrace.ledger.LedgerServer;
import io.millrace.ledger.database.Database;
import io.millrace.ledger.http.Endpoint;
import io.millrace.ledger.http.Principal;
import io.millrace.ledger.ingest.IngestEndpoints;
import io.millrace.ledger.ingest.Ingestion;
import io.millrace.ledger.live.OutcomesHub;
import io.millrace.ledger.live.StreamEndpoints;
import io.millrace.ledger.query.QueryEndpoints;
import io.millrace.ledger.route.HttpPeers;
import io.millrace.ledger.route.Patience;
import io.millrace.ledger.route.Router;
import io.millrace.ledger.route.Seat;
import io.millrace.platform.DataFolder;
import io.millrace.platform.EmbeddedPlatform;
import io.millrace.platform.PlatformException;
import io.millrace.schemas.registry.SchemaRegistry;
import io.millrace.schemas.topics.Topic;
import io.millrace.schemas.topics.TopicAdmin;
import io.millrace.schemas.topics.TopicSettings;
import io.millrace.schemas.topics.Topics;
import io.millrace.topology.RunningStreams;
import io.millrace.topology.catalog.CatalogApplication;
import io.millrace.topology.catalog.CatalogSettings;
import io.millrace.topology.demand.DemandApplication;
import io.millrace.topology.intake.Intake;
import io.millrace.topology.stock.RunningLedger;
import io.millrace.topology.stock.StockApplication;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.clients.admin.Admin;

/// A running Millrace: whatever the configuration wants embedded, the topics with their schemas, the catalogue, intake,
/// the stock ledger, demand and the service.
///
/// A start succeeds as a whole or leaves nothing running.
public final class Node implements AutoCloseable {
    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(30);

    private final Closing closing;
    private final Optional<EmbeddedPlatform> platform;
    private final KafkaAccess kafka;
    private final DatabaseAccess database;
    private final RegistryAccess registry;
    private final TopicSettings topics;
    private final Provision provision;
    private final RunningStreams ledger;
    private final Intake intake;
    private final RunningStreams demand;
    private final Doors doors;
    private final LedgerServer server;

    private Node(Configuration configuration, DataFolder folder, StartListener listener, Closing closing) {
        this.closing = closing;
        Stopwatch watch = new Stopwatch(listener);
        Parts parts = Parts.of(configuration);
        parts.requireFreePorts();
        platform = parts.platform().map(options -> EmbeddedPlatform.start(folder, options));
        platform.ifPresent(started -> closing.add(started::close));
        platform.ifPresent(started -> {
            started.timings().broker().ifPresent(took -> listener.ready("Kafka broker", took));
            started.timings().postgres().ifPresent(took -> listener.ready("PostgreSQL", took));
        });
        watch.restart();

        kafka = parts.kafka(platform);
        database = parts.database(platform);
        Admin admin = Admin.create(kafka.properties());
        closing.add(admin::close);
        registry = parts.registry(kafka);
        closing.add(registry::close);
        watch.ready("Schema registry");

        topics = parts.topics();
        provision = new Provision(new TopicAdmin(admin, topics, ANSWER_TIMEOUT), registry.registry(), topics.prefix());
        ensure(Topics.shared());
        watch.ready("Topics and schemas");

        RunningStreams catalogue =
                CatalogApplication.start(parts.streams(kafka, folder), CatalogSettings.of(topics), registry.registry());
        closing.add(catalogue::close);
        RunningLedger stock = StockApplication.start(
                parts.streams(kafka, folder),
                topics.prefix(),
                topics.lanePartitions(),
                registry.registry(),
                parts.address());
        closing.add(stock::close);
        ledger = stock.streams();
        intake = Intake.start(parts.intake(kafka), registry.registry());
        closing.add(intake::close);
        demand = DemandApplication.start(
                parts.demand(kafka, folder), topics.prefix(), topics.lanePartitions(), registry.registry());
        closing.add(demand::close);

        Database rooms = Database.open(DatabaseRoles.of(configuration.postgres(), platform));
        closing.add(rooms::close);
        doors = new Doors(configuration, folder, rooms, closing);
        Seat seat = new Seat();
        server = LedgerServer.start(
                new LedgerServer.Options(
                        configuration.http().host(),
                        configuration.http().port(),
                        List.of(
                                Probe.process(),
                                Probe.kafka(admin),
                                Probe.postgres(database),
                                Probe.registry(registry.registry(), topics.prefix()),
                                Probe.application("catalogue", catalogue::status),
                                Probe.application("stock-ledger", ledger::status),
                                Probe.application("intake", intake::status),
                                Probe.application("demand", demand::status)),
                        addresses(),
                        doors.guard(),
                        endpoints(parts, seat)),
                doors.transport());
        closing.add(server::close);
        seat.take(server.url().getAuthority(), stock.reads());
        watch.ready("Service");
    }

    /// What can be asked, over parts that are closed after the server.
    private List<Endpoint> endpoints(Parts parts, Seat seat) {
        OutcomesHub outcomes = OutcomesHub.start(kafka.properties(), topics.prefix(), registry.registry());
        closing.add(outcomes::close);
        Ingestion ingestion = Ingestion.start(parts.ingestion(kafka), outcomes);
        closing.add(ingestion::close);
        StreamEndpoints stream = new StreamEndpoints(kafka.properties(), topics, registry.registry());
        closing.add(stream::close);
        HttpPeers peers = doors.peers();
        closing.add(peers::close);
        List<Endpoint> endpoints = new ArrayList<>(new IngestEndpoints(ingestion, registry.registry()).endpoints());
        endpoints.addAll(stream.endpoints());
        endpoints.addAll(doors.endpoints());
        endpoints.addAll(new QueryEndpoints(seat, new Router(seat, peers, Patience.DEFAULT)).endpoints());
        return endpoints;
    }

    /// Starts everything and returns when all of it is ready.
    ///
    /// @param folder the data folder of the configuration; it stays the caller's to close, after the node
    public static Node start(Configuration configuration, DataFolder folder, StartListener listener) {
        Closing closing = new Closing();
        boolean ready = false;
        try {
            Node node = new Node(configuration, folder, listener, closing);
            ready = true;
            return node;
        } finally {
            if (!ready) {
                closing.close();
            }
        }
    }

    /// Creates what is missing of these topics, checks the others, and registers what their records are.
    public void ensure(List<Topic<?, ?>> wanted) {
        provision.ensure(wanted);
    }

    /// Where everything can be reached, by what it is.
    public Map<String, URI> addresses() {
        Map<String, URI> addresses = new LinkedHashMap<>();
        addresses.put("Kafka", URI.create("kafka://" + kafka.bootstrapServers()));
        addresses.put("Schema registry", registry.url());
        addresses.put("PostgreSQL", URI.create(database.url().replaceFirst("^jdbc:", "")));
        return addresses;
    }

    public URI serviceUrl() {
        return server.url();
    }

    /// The code to log in with, if this installation's own issuer gives out tokens.
    public Optional<String> loginCode() {
        return doors.loginCode();
    }

    /// A token for a part of this program itself, if requests need one.
    public Optional<String> token(Principal holder, Duration lifetime) {
        return doors.token(holder, lifetime);
    }

    public KafkaAccess kafka() {
        return kafka;
    }

    public SchemaRegistry registry() {
        return registry.registry();
    }

    /// How topics are named and laid out here.
    public TopicSettings topics() {
        return topics;
    }

    /// Completes with the reason if an embedded part breaks while running, after which only a restart helps.
    public CompletionStage<PlatformException> failure() {
        return platform.map(EmbeddedPlatform::failure).orElseGet(CompletableFuture::new);
    }

    /// Stops what was started, the last first.
    @Override
    public void close() {
        closing.close();
    }
}
