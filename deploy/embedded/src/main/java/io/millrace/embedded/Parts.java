package io.millrace.embedded;

import io.millrace.config.Configuration;
import io.millrace.config.Http;
import io.millrace.config.Kafka;
import io.millrace.config.Postgres;
import io.millrace.config.Registry;
import io.millrace.config.Retention;
import io.millrace.config.Role;
import io.millrace.ledger.history.sink.HistoryRetention;
import io.millrace.ledger.ingest.IngestSettings;
import io.millrace.ledger.observe.TraceExport;
import io.millrace.ledger.observe.Traces;
import io.millrace.platform.DataFolder;
import io.millrace.platform.Durability;
import io.millrace.platform.EmbeddedBroker;
import io.millrace.platform.EmbeddedPlatform;
import io.millrace.platform.EmbeddedPostgres;
import io.millrace.platform.PortChoice;
import io.millrace.platform.Ports;
import io.millrace.schemas.topics.TopicSettings;
import io.millrace.topology.StreamsSettings;
import io.millrace.topology.intake.IntakeRate;
import io.millrace.topology.intake.IntakeSettings;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/// What the configuration means for each part: whether it is ours to start, and how it is reached.
record Parts(Configuration configuration) {
    private static final int STREAM_THREADS = 1;
    private static final Duration COMMIT_EVERY = Duration.ofMillis(100);

    /// Nobody waits for a day's demand as a till waits for its position, and a busy day is told less often so.
    private static final Duration DEMAND_COMMIT_EVERY = Duration.ofSeconds(1);

    private static final int INTAKE_WORKERS = 1;
    private static final Duration INTAKE_COMMIT_EVERY = Duration.ofMillis(50);

    static Parts of(Configuration configuration) {
        return new Parts(configuration);
    }

    /// Whether this node has a role.
    boolean has(Role role) {
        return configuration.roles().contains(role);
    }

    /// What follows requests and records here.
    Traces traces() {
        String node = address().orElseGet(() -> UUID.randomUUID().toString());
        return configuration
                .tracing()
                .collector()
                .map(collector ->
                        new TraceExport(collector, configuration.tracing().percent()).start(node))
                .orElseGet(Traces::off);
    }

    /// Fails before anything is started if a port that will be needed is taken.
    void requireFreePorts() {
        if (configuration.registry() instanceof Registry.Embedded(int port)) {
            Ports.requireFree(new PortChoice("schema.registry.port", port));
        }
        Ports.requireFree(new PortChoice("http.port", configuration.http().port()));
    }

    /// The embedded broker and database, as far as they are wanted; empty if neither is.
    Optional<EmbeddedPlatform.Options> platform() {
        Optional<EmbeddedBroker.Options> broker = configuration.kafka() instanceof Kafka.Embedded(int port)
                ? Optional.of(EmbeddedBroker.Options.on(new PortChoice("kafka.port", port), durability()))
                : Optional.empty();
        Optional<EmbeddedPostgres.Options> postgres = configuration.postgres() instanceof Postgres.Embedded(int port)
                ? Optional.of(EmbeddedPostgres.Options.on(new PortChoice("postgres.port", port)))
                : Optional.empty();
        return broker.isEmpty() && postgres.isEmpty()
                ? Optional.empty()
                : Optional.of(new EmbeddedPlatform.Options(configuration.data(), broker, postgres));
    }

    private Durability durability() {
        return switch (configuration.durability()) {
            case PROCESS -> Durability.PROCESS;
            case POWER -> Durability.POWER;
        };
    }

    KafkaAccess kafka(Optional<EmbeddedPlatform> platform) {
        return switch (configuration.kafka()) {
            case Kafka.Embedded _ ->
                KafkaAccess.of(platform.orElseThrow().broker().bootstrapServers());
            case Kafka.External external -> KafkaAccess.of(external);
        };
    }

    DatabaseAccess database(Optional<EmbeddedPlatform> platform) {
        return switch (configuration.postgres()) {
            case Postgres.Embedded _ -> DatabaseAccess.of(platform.orElseThrow().postgres());
            case Postgres.External external -> DatabaseAccess.of(external);
        };
    }

    RegistryAccess registry(KafkaAccess kafka) {
        return switch (configuration.registry()) {
            case Registry.Embedded embedded ->
                RegistryAccess.serve(
                        embedded,
                        kafka,
                        configuration.topics().prefix(),
                        configuration.topics().replication());
            case Registry.External external -> RegistryAccess.connect(external);
        };
    }

    /// How streams applications run here. They keep their state in the data folder.
    StreamsSettings streams(KafkaAccess kafka, DataFolder folder) {
        return streams(kafka, folder, COMMIT_EVERY);
    }

    /// How demand runs here.
    StreamsSettings demand(KafkaAccess kafka, DataFolder folder) {
        return streams(kafka, folder, DEMAND_COMMIT_EVERY);
    }

    private StreamsSettings streams(KafkaAccess kafka, DataFolder folder, Duration commitEvery) {
        return new StreamsSettings(
                kafka.properties(), folder.folder("streams"), instance(), STREAM_THREADS, copies(), commitEvery);
    }

    /// Beside a cluster there may be other nodes, and one keeps a copy of what another has.
    private int copies() {
        return switch (configuration.kafka()) {
            case Kafka.Embedded _ -> 0;
            case Kafka.External _ -> 1;
        };
    }

    /// Where other nodes can ask this one: only a fixed port can be told to them before it is listened on.
    Optional<String> address() {
        Http http = configuration.http();
        return http.port() == 0 ? Optional.empty() : Optional.of(http.host() + ":" + http.port());
    }

    /// Beside an embedded broker there is one node, which comes back to its partitions at once under its name.
    private String instance() {
        return switch (configuration.kafka()) {
            case Kafka.Embedded _ -> "node-1";
            case Kafka.External _ -> "";
        };
    }

    /// How intake runs here. Many nodes would ask a cluster for its topics often; one may.
    IntakeSettings intake(KafkaAccess kafka) {
        boolean isLasting = !instance().isEmpty();
        return new IntakeSettings(
                kafka.properties(),
                topics(),
                isLasting ? instance() : UUID.randomUUID().toString(),
                isLasting,
                INTAKE_WORKERS,
                INTAKE_COMMIT_EVERY,
                isLasting ? Duration.ofSeconds(1) : Duration.ofSeconds(10),
                configuration.intake().recordBytesMax(),
                new IntakeRate(
                        configuration.intake().tenantBytesPerSecond(),
                        configuration.intake().tenantRecordsPerSecond()));
    }

    /// How events come in over HTTP here.
    IngestSettings ingestion(KafkaAccess kafka) {
        return new IngestSettings(
                kafka.properties(),
                topics(),
                configuration.intake().recordBytesMax(),
                configuration.http().ingestBytesMax());
    }

    HistoryRetention.Terms retention() {
        Retention retention = configuration.retention();
        return new HistoryRetention.Terms(
                retention.historyMonths(), retention.forecastMonths(), retention.auditMonths());
    }

    TopicSettings topics() {
        return new TopicSettings(
                configuration.topics().prefix(),
                configuration.topics().partitions(),
                configuration.topics().replication());
    }
}
