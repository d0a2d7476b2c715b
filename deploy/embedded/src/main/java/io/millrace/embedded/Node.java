package io.millrace.embedded;

import io.micrometer.core.instrument.binder.MeterBinder;
import io.millrace.config.Configuration;
import io.millrace.ledger.HealthCheck;
import io.millrace.ledger.LedgerServer;
import io.millrace.ledger.database.Database;
import io.millrace.ledger.http.Endpoint;
import io.millrace.ledger.http.Principal;
import io.millrace.ledger.ingest.RecordWriter;
import io.millrace.ledger.observe.Observation;
import io.millrace.ledger.observe.Traces;
import io.millrace.ledger.route.Seat;
import io.millrace.ledger.security.AuditSink;
import io.millrace.ledger.security.AuditTopic;
import io.millrace.ledger.security.Ground;
import io.millrace.ledger.security.PostgresAudit;
import io.millrace.ledger.tenants.TenantAcls;
import io.millrace.ledger.tenants.TenantTopics;
import io.millrace.platform.DataFolder;
import io.millrace.platform.EmbeddedPlatform;
import io.millrace.platform.PlatformException;
import io.millrace.schemas.registry.SchemaRegistry;
import io.millrace.schemas.topics.Topic;
import io.millrace.schemas.topics.TopicAdmin;
import io.millrace.schemas.topics.TopicSettings;
import io.millrace.schemas.topics.Topics;
import io.millrace.topology.stock.RunningLedger;
import io.millrace.topology.stock.StockApplication;
import io.millrace.topology.stock.query.StockReads;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;

/// A running Millrace: whatever the configuration wants embedded, the topics with their schemas, the applications of
/// the node's roles and the service.
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
    private final Entrance entrance;
    private final LedgerServer server;

    private Node(Configuration configuration, DataFolder folder, StartListener listener, Closing closing) {
        this.closing = closing;
        Stopwatch watch = new Stopwatch(listener);
        Parts parts = Parts.of(configuration);
        parts.requireFreePorts();
        platform = start(parts, folder, listener);
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

        Traces traces = parts.traces();
        closing.add(traces::close);
        RecordWriter writer = RecordWriter.start(parts.ingestion(kafka), traces);
        closing.add(writer::close);
        Database opened = database.open();
        closing.add(opened::close);
        Closing work = closing.together();
        Applications applications = Applications.of(parts, kafka, folder, registry.registry(), work);
        Optional<RunningLedger> ledger = applications.start(traces);
        StockReads reads = ledger.map(RunningLedger::reads)
                .orElseGet(() -> StockApplication.elsewhere(admin, topics.prefix(), topics.lanePartitions()));
        Optional<History> history = history(parts, opened, work);
        keepAudit(opened, work);
        history.ifPresent(_ -> watch.ready("History"));

        AuditTopic trail = new AuditTopic(topics, registry.registry(), writer);
        entrance = new Entrance(configuration, folder, opened, grounds(provision, admin), trail, work);
        Seat seat = new Seat();
        Doors doors = Doors.open(parts, kafka, registry.registry(), traces, entrance, writer, seat, work);
        Forecasts forecasts = forecasts(parts, folder, writer, opened, work);
        List<Part> shown = Stream.concat(Stream.of(applications, doors, forecasts), history.stream())
                .toList();
        applications.awaitBegin();
        server = serve(configuration, shown, checks(admin), new Observation(meters(opened, shown), traces));
        closing.add(server::close);
        seat.take(server.url().getAuthority(), reads);
        watch.ready("Service");
    }

    private LedgerServer serve(
            Configuration configuration, List<Part> shown, List<HealthCheck> grounds, Observation observation) {
        List<Endpoint> endpoints = List.of();
        List<HealthCheck> checks = new ArrayList<>(grounds);
        for (Part part : shown) {
            endpoints = part.with(endpoints);
            checks.addAll(part.checks());
        }
        return LedgerServer.start(
                new LedgerServer.Options(
                        configuration.http().host(),
                        configuration.http().port(),
                        checks,
                        addresses(),
                        entrance.guard(),
                        endpoints,
                        observation),
                entrance.transport());
    }

    private static List<MeterBinder> meters(Database opened, List<Part> shown) {
        return Stream.concat(Stream.of(opened.meters()), shown.stream().flatMap(part -> part.meters().stream()))
                .toList();
    }

    private Optional<EmbeddedPlatform> start(Parts parts, DataFolder folder, StartListener listener) {
        Optional<EmbeddedPlatform> embedded = parts.platform().map(options -> EmbeddedPlatform.start(folder, options));
        embedded.ifPresent(started -> {
            closing.add(started::close);
            started.timings().broker().ifPresent(took -> listener.ready("Kafka broker", took));
            started.timings().postgres().ifPresent(took -> listener.ready("PostgreSQL", took));
        });
        return embedded;
    }

    /// What every node depends on.
    private List<HealthCheck> checks(Admin admin) {
        return List.of(
                Probe.process(),
                Probe.kafka(admin),
                Probe.postgres(database),
                Probe.registry(registry.registry(), topics.prefix()));
    }

    private Optional<History> history(Parts parts, Database opened, Closing work) {
        return database.keepsHistory()
                ? History.open(parts, opened, kafka, registry.registry(), work)
                : Optional.empty();
    }

    private Forecasts forecasts(Parts parts, DataFolder folder, RecordWriter writer, Database opened, Closing work) {
        return Forecasts.open(
                parts, kafka, folder, registry.registry(), writer, History.olderDemand(database, opened), work);
    }

    private void keepAudit(Database opened, Closing work) {
        PostgresAudit audit = new PostgresAudit(opened.tenants());
        AuditSink sink = AuditSink.start(kafka.properties(), topics, registry.registry(), audit);
        work.add(sink::close);
    }

    /// What tenants need at the broker.
    private static List<Ground> grounds(Provision provision, Admin admin) {
        return List.of(
                new TenantTopics(provision.admin(), provision.registry(), provision.prefix()),
                new TenantAcls(admin, provision.prefix()));
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
        return entrance.loginCode();
    }

    /// A token for a part of this program itself, if requests need one.
    public Optional<String> token(Principal holder, Duration lifetime) {
        return entrance.token(holder, lifetime);
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
