package io.millrace.config;

import io.millrace.config.Setting.Standard;
import io.millrace.domain.TenantId;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Every key there is, in the order they are shown. docs/configuration.md says the same in more words, and a test
/// compares the two.
final class Settings {
    static final Setting<Path> DATA = open(
            "data",
            Kinds.path(),
            Standard.computed(
                    "`$XDG_STATE_HOME/millrace`, else `~/.local/state/millrace`",
                    basis ->
                            basis.surroundings().stateHome().resolve("millrace").toString()),
            "The folder of everything Millrace keeps.");
    static final Setting<Durability> DURABILITY = open(
            "durability",
            Kinds.choice(Durability.class),
            Standard.of("power"),
            "What an acknowledged record survives: the end of the process, or a power cut.");
    static final Setting<Set<Role>> ROLES = open(
            "roles", Kinds.roles(), Standard.of("all"), "What this node does: all, or some roles separated by commas.");

    static final Setting<Optional<List<String>>> KAFKA_SERVERS = open(
            "kafka.bootstrap.servers",
            Kinds.servers(),
            Standard.of(Kinds.EMBEDDED),
            "The Kafka cluster: embedded, or host:port, several separated by commas.");
    static final Setting<Integer> KAFKA_PORT =
            open("kafka.port", Kinds.port(), Standard.of("9092"), "The embedded broker's port; 0 takes a free one.");

    static final Setting<Optional<String>> POSTGRES_URL = open(
            "postgres.url",
            Kinds.database(),
            Standard.of(Kinds.EMBEDDED),
            "The PostgreSQL database: embedded, or jdbc:postgresql://host:port/database.");
    static final Setting<Integer> POSTGRES_PORT = open(
            "postgres.port", Kinds.port(), Standard.of("5433"), "The embedded PostgreSQL's port; 0 takes a free one.");
    static final Setting<String> POSTGRES_USER =
            open("postgres.user", Kinds.name(), Standard.none(), "The role to connect as, external only.");
    static final Setting<Secret> POSTGRES_PASSWORD = secret("postgres.password", "That role's password.");
    static final Setting<String> POSTGRES_OWNER = open(
            "postgres.owner.user",
            Kinds.name(),
            Standard.none(),
            "The role that owns the database and migrates it, external only; without it no history is kept.");
    static final Setting<Secret> POSTGRES_OWNER_PASSWORD = secret("postgres.owner.password", "That role's password.");
    static final Setting<String> POSTGRES_SINK =
            open("postgres.sink.user", Kinds.name(), Standard.none(), "The role that writes history, external only.");
    static final Setting<Secret> POSTGRES_SINK_PASSWORD = secret("postgres.sink.password", "That role's password.");

    static final Setting<Integer> HISTORY_MONTHS = open(
            "retention.history.months",
            Kinds.between(0, Retention.MONTHS_MAX),
            Standard.of("0"),
            "For how many months history keeps the journal; 0 for ever.");
    static final Setting<Integer> FORECAST_MONTHS = open(
            "retention.forecast.months",
            Kinds.between(1, Retention.MONTHS_MAX),
            Standard.of("13"),
            "For how many months history keeps forecasts and how they turned out.");
    static final Setting<Integer> AUDIT_MONTHS = open(
            "retention.audit.months",
            Kinds.between(1, Retention.MONTHS_MAX),
            Standard.of("84"),
            "For how many months the audit is kept, where a tenant has no other.");

    static final Setting<Optional<List<URI>>> REGISTRY_URL = open(
            "schema.registry.url",
            Kinds.urls(),
            Standard.of(Kinds.EMBEDDED),
            "The schema registry: embedded, or http(s)://host:port, several separated by commas.");
    static final Setting<Integer> REGISTRY_PORT = open(
            "schema.registry.port",
            Kinds.port(),
            Standard.of("8081"),
            "The embedded registry's port; 0 takes a free one.");
    static final Setting<String> REGISTRY_USER =
            open("schema.registry.user", Kinds.name(), Standard.none(), "The name for basic authentication.");
    static final Setting<Secret> REGISTRY_PASSWORD =
            secret("schema.registry.password", "The password for basic authentication.");
    static final Setting<Secret> REGISTRY_TOKEN =
            secret("schema.registry.token", "The token for bearer authentication, instead of a user.");
    static final Setting<Path> TRUSTSTORE_PATH = open(
            "schema.registry.truststore.path",
            Kinds.path(),
            Standard.none(),
            "A PKCS#12 or JKS file of certificates to trust, instead of the JDK's.");
    static final Setting<Secret> TRUSTSTORE_PASSWORD =
            secret("schema.registry.truststore.password", "What opens the truststore.");
    static final Setting<Path> KEYSTORE_PATH = open(
            "schema.registry.keystore.path",
            Kinds.path(),
            Standard.none(),
            "A PKCS#12 or JKS file with our own key and certificate, for mutual TLS.");
    static final Setting<Secret> KEYSTORE_PASSWORD =
            secret("schema.registry.keystore.password", "What opens the keystore.");

    static final Setting<String> HTTP_HOST = open(
            "http.host", Kinds.host(), Standard.of("127.0.0.1"), "Where our HTTP service listens, as others reach it.");
    static final Setting<Integer> HTTP_PORT =
            open("http.port", Kinds.port(), Standard.of("8080"), "Our HTTP service's port; 0 takes a free one.");
    static final Setting<TenantId> HTTP_TENANT = open(
            "http.tenant.default",
            Kinds.tenant(),
            Standard.none(),
            "Whose data a request is about that names no tenant.");
    static final Setting<Integer> HTTP_BYTES = open(
            "http.ingest.bytes.max",
            Kinds.between(Http.INGEST_BYTES_MIN, Http.INGEST_BYTES_MAX),
            Standard.of("67108864"),
            "How many bytes of events may be on their way at once; beyond that requests are answered 429.");
    static final Setting<Path> HTTP_TLS_PATH = open(
            "http.tls.keystore.path",
            Kinds.path(),
            Standard.none(),
            "A PKCS#12 or JKS file with our own key and certificate; with it, the service speaks TLS only.");
    static final Setting<Secret> HTTP_TLS_PASSWORD = secret("http.tls.keystore.password", "What opens the keystore.");
    static final Setting<List<String>> HTTP_ORIGINS = open(
            "http.cors.origins",
            SecurityKinds.origins(),
            Standard.none(),
            "Web pages of other origins that may ask from a browser, separated by commas.");

    static final Setting<Security.Mode> SECURITY_MODE = open(
            "security.mode",
            Kinds.choice(Security.Mode.class),
            Standard.computed(
                    "`open` where http.host is 127.0.0.1 or localhost, else `tokens`",
                    basis -> Kinds.isLoopback(basis.text(HTTP_HOST)) ? "open" : "tokens"),
            "Whether requests must prove who sent them (tokens) or not (open, for this machine only).");
    static final Setting<String> TOKEN_ISSUER = open(
            "security.token.issuer",
            Kinds.name(),
            Standard.of(Kinds.EMBEDDED),
            "Whose tokens are believed: embedded, or what they have as iss.");
    static final Setting<URI> TOKEN_KEYS = open(
            "security.token.keys",
            SecurityKinds.keys(),
            Standard.none(),
            "Where that issuer's public keys (JWKS) are: https://..., or a file.");
    static final Setting<String> TOKEN_AUDIENCE =
            open("security.token.audience", Kinds.name(), Standard.of("millrace"), "What a token's aud must name.");
    static final Setting<Integer> TOKEN_SKEW = open(
            "security.token.clock.skew.seconds",
            Kinds.between(0, Security.SKEW_SECONDS_MAX),
            Standard.of("30"),
            "How far the issuer's clock may be off.");
    static final Setting<String> CLAIM_TENANT = open(
            "security.token.claims.tenant", Kinds.name(), Standard.of("tenant"), "The claim with the tenant's id.");
    static final Setting<String> CLAIM_ROLES =
            open("security.token.claims.roles", Kinds.name(), Standard.of("roles"), "The claim with the roles.");
    static final Setting<String> CLAIM_LOCATIONS = open(
            "security.token.claims.locations",
            Kinds.name(),
            Standard.of("locations"),
            "The claim with the locations that a token is bound to.");
    static final Setting<Security.RolesFrom> ROLES_FROM = open(
            "security.roles.from",
            Kinds.choice(Security.RolesFrom.class),
            Standard.of("claims"),
            "Whether roles come from a token's claims or from the memberships kept here.");
    static final Setting<Integer> TENANT_RATE = open(
            "security.tenant.requests.per.second",
            Kinds.between(1, Security.RATE_MAX),
            Standard.of("2000"),
            "How many requests a tenant may send to this node in a second.");
    static final Setting<Integer> CALLER_RATE = open(
            "security.caller.requests.per.second",
            Kinds.between(1, Security.RATE_MAX),
            Standard.of("500"),
            "How many requests one key or user may send to this node in a second.");

    static final Setting<String> TOPICS_PREFIX =
            open("topics.prefix", Kinds.prefix(), Standard.empty(), "Put before the name of every topic.");
    static final Setting<Integer> TOPICS_PARTITIONS = open(
            "topics.partitions",
            Kinds.between(1, Topics.PARTITIONS_MAX),
            Standard.of("12"),
            "Partitions of the topics we create; fixed once they exist.");
    static final Setting<Integer> TOPICS_REPLICATION = open(
            "topics.replication",
            Kinds.between(1, Topics.REPLICATION_MAX),
            Standard.computed(
                    "`1` with the embedded broker, `3` with an external cluster",
                    basis -> basis.text(KAFKA_SERVERS).equals(Kinds.EMBEDDED) ? "1" : "3"),
            "Copies of every record of the topics we create.");

    static final Setting<Integer> INTAKE_RECORD_BYTES = open(
            "intake.record.bytes.max",
            Kinds.between(Intake.RECORD_BYTES_MIN, Intake.RECORD_BYTES_MAX),
            Standard.of("1000000"),
            "How many bytes a record of a tenant may have.");
    static final Setting<Integer> INTAKE_TENANT_BYTES = open(
            "intake.tenant.bytes.per.second",
            Kinds.between(0, Intake.RATE_MAX),
            Standard.of("0"),
            "How many bytes a tenant may send to each node in a second; 0 is without limit.");
    static final Setting<Integer> INTAKE_TENANT_RECORDS = open(
            "intake.tenant.records.per.second",
            Kinds.between(0, Intake.RATE_MAX),
            Standard.of("0"),
            "How many records a tenant may send to each node in a second; 0 is without limit.");

    static final Setting<Forecasting.Schedule> FORECAST_SCHEDULE = open(
            "forecast.schedule",
            Kinds.schedule(),
            Standard.of(Kinds.CLOSED),
            "When forecasts are renewed: closed (as soon as days are), a time in UTC such as 03:30, or off.");
    static final Setting<Integer> FORECAST_HORIZON = open(
            "forecast.horizon.days",
            Kinds.between(1, Forecasting.HORIZON_MAX),
            Standard.of("28"),
            "How many days ahead are forecast.");

    static final Setting<URI> TRACES_COLLECTOR = open(
            "traces.collector",
            Kinds.url(
                    "Use http://host:port of a collector, such as http://127.0.0.1:4318, without a name or password."),
            Standard.none(),
            "The OpenTelemetry collector that traces are sent to.");
    static final Setting<Integer> TRACES_PERCENT = open(
            "traces.percent",
            Kinds.between(0, Tracing.PERCENT_MAX),
            Standard.of("100"),
            "How many of a hundred requests are traced.");

    static final Setting<Log.Level> LOG_LEVEL =
            open("log.level", Kinds.choice(Log.Level.class), Standard.of("info"), "How much is written to the log.");
    static final Setting<Path> LOG_FILE = open(
            "log.file",
            Kinds.path(),
            Standard.computed("`<data>/logs/millrace.log`", basis -> basis.text(DATA) + "/logs/millrace.log"),
            "The log: one JSON object a line.");
    static final Setting<Log.Shown> LOG_CONSOLE = open(
            "log.console",
            Kinds.choice(Log.Shown.class),
            Standard.of("text"),
            "What of the log standard error shows too.");

    /// The one open-ended key: `kafka.properties.<any Kafka client property>`.
    static final String KAFKA_PROPERTIES = "kafka.properties";

    static final List<Setting<?>> ALL = List.of(
            DATA,
            DURABILITY,
            ROLES,
            KAFKA_SERVERS,
            KAFKA_PORT,
            POSTGRES_URL,
            POSTGRES_PORT,
            POSTGRES_USER,
            POSTGRES_PASSWORD,
            POSTGRES_OWNER,
            POSTGRES_OWNER_PASSWORD,
            POSTGRES_SINK,
            POSTGRES_SINK_PASSWORD,
            HISTORY_MONTHS,
            FORECAST_MONTHS,
            AUDIT_MONTHS,
            REGISTRY_URL,
            REGISTRY_PORT,
            REGISTRY_USER,
            REGISTRY_PASSWORD,
            REGISTRY_TOKEN,
            TRUSTSTORE_PATH,
            TRUSTSTORE_PASSWORD,
            KEYSTORE_PATH,
            KEYSTORE_PASSWORD,
            HTTP_HOST,
            HTTP_PORT,
            HTTP_TENANT,
            HTTP_BYTES,
            HTTP_TLS_PATH,
            HTTP_TLS_PASSWORD,
            HTTP_ORIGINS,
            SECURITY_MODE,
            TOKEN_ISSUER,
            TOKEN_KEYS,
            TOKEN_AUDIENCE,
            TOKEN_SKEW,
            CLAIM_TENANT,
            CLAIM_ROLES,
            CLAIM_LOCATIONS,
            ROLES_FROM,
            TENANT_RATE,
            CALLER_RATE,
            TOPICS_PREFIX,
            TOPICS_PARTITIONS,
            TOPICS_REPLICATION,
            INTAKE_RECORD_BYTES,
            INTAKE_TENANT_BYTES,
            INTAKE_TENANT_RECORDS,
            FORECAST_SCHEDULE,
            FORECAST_HORIZON,
            TRACES_COLLECTOR,
            TRACES_PERCENT,
            LOG_LEVEL,
            LOG_FILE,
            LOG_CONSOLE);

    static final List<String> KEYS = ALL.stream().<String>map(Setting::key).toList();

    private Settings() {}

    static boolean isKnown(String key) {
        return KEYS.contains(key) || isKafkaProperty(key);
    }

    static boolean isKafkaProperty(String key) {
        return key.startsWith(KAFKA_PROPERTIES + ".");
    }

    /// The keys below a section such as `kafka`; empty if there is no such section.
    static List<String> below(String section) {
        return KEYS.stream().filter(key -> key.startsWith(section + ".")).toList();
    }

    private static <T> Setting<T> open(String key, Kind<T> kind, Standard standard, String meaning) {
        return new Setting<>(key, kind, standard, meaning, false);
    }

    private static Setting<Secret> secret(String key, String meaning) {
        return new Setting<>(key, Kinds.secret(), Standard.none(), meaning, true);
    }
}
