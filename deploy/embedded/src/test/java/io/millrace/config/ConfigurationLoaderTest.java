package io.millrace.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.config.Registry.Authentication;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationLoaderTest {
    @TempDir
    private Path directory;

    @Test
    void shouldEmbedEverythingWhenNothingIsSet() {
        Configuration configuration = Requests.in(directory).load().configuration();

        Path data = directory.resolve("home/.local/state/millrace");
        assertThat(configuration)
                .isEqualTo(new Configuration(
                        data,
                        Durability.POWER,
                        new Kafka.Embedded(9092),
                        new Postgres.Embedded(5433),
                        new Retention(0, 13, 84),
                        new Registry.Embedded(8081),
                        new Http("127.0.0.1", 8080, Optional.empty(), 67_108_864, Optional.empty(), List.of()),
                        new Security(
                                Security.Mode.OPEN,
                                new Security.Issuer.Embedded(),
                                "millrace",
                                30,
                                new Security.Claims("tenant", "roles", "locations"),
                                Security.RolesFrom.CLAIMS,
                                2_000,
                                500),
                        new Topics("", 12, 1),
                        new Intake(1_000_000, 0, 0),
                        new Forecasting(new Forecasting.Schedule(true, Optional.empty()), 28),
                        EnumSet.allOf(Role.class),
                        new Tracing(Optional.empty(), 100),
                        new Log(Log.Level.INFO, data.resolve("logs/millrace.log"), Log.Shown.TEXT)));
    }

    @Test
    void shouldGiveANodeTheRolesThatAreNamed() {
        assertThat(Requests.in(directory)
                        .yaml("roles: [api, ingest]")
                        .load()
                        .configuration()
                        .roles())
                .containsExactlyInAnyOrder(Role.API, Role.INGEST);
        assertThat(Requests.in(directory)
                        .set("roles=ledger")
                        .load()
                        .configuration()
                        .roles())
                .containsExactly(Role.LEDGER);
    }

    @Test
    void shouldKeepDataInTheStateFolderWhenXdgNamesOne() {
        Effective effective = Requests.in(directory)
                .environment("XDG_STATE_HOME", "/var/state")
                .load();

        assertThat(effective.configuration().data()).isEqualTo(Path.of("/var/state/millrace"));
    }

    @Test
    void shouldLetEachLayerWinOverTheOneBelow() {
        Requests requests = Requests.in(directory);
        assertThat(source(requests, "durability")).isEqualTo("power from default");

        requests.commandDefault("durability", "process");
        assertThat(source(requests, "durability")).isEqualTo("process from default of demo");

        requests.yaml("# mine\ndurability: power\n");
        assertThat(source(requests, "durability")).isEqualTo("power from millrace.yaml:2");

        requests.environment("MILLRACE_DURABILITY", "process");
        assertThat(source(requests, "durability")).isEqualTo("process from MILLRACE_DURABILITY");

        requests.set("durability=power");
        assertThat(source(requests, "durability")).isEqualTo("power from --set");
    }

    @Test
    void shouldPreferSetWhenAShortcutSaysOtherwise() {
        Requests requests = Requests.in(directory).data("from-shortcut").port("9000");

        assertThat(source(requests, "data")).isEqualTo("from-shortcut from --data");
        assertThat(requests.load().configuration().data()).isEqualTo(directory.resolve("from-shortcut"));

        requests.set("data=~/from-set", "http.port=1", "http.port=2");
        assertThat(requests.load().configuration().data()).isEqualTo(directory.resolve("home/from-set"));
        assertThat(source(requests, "http.port")).isEqualTo("2 from --set");
        assertThat(source(requests, "kafka.port")).isEqualTo("9002 from --port");
    }

    @Test
    void shouldSpreadTheBasePortOverAllListeners() {
        Configuration fixed = Requests.in(directory).port("9000").load().configuration();
        Configuration free = Requests.in(directory).port("0").load().configuration();

        assertThat(List.of(fixed.http().port(), fixed.registry(), fixed.kafka(), fixed.postgres()))
                .isEqualTo(List.of(
                        9000, new Registry.Embedded(9001), new Kafka.Embedded(9002), new Postgres.Embedded(9003)));
        assertThat(List.of(free.http().port(), free.registry(), free.kafka(), free.postgres()))
                .isEqualTo(List.of(0, new Registry.Embedded(0), new Kafka.Embedded(0), new Postgres.Embedded(0)));
    }

    @Test
    void shouldFindTheFileInOrderOfPrecedence() {
        Requests requests = Requests.in(directory).yaml("home/.config/millrace/millrace.yaml", "http.port: 1");
        assertThat(source(requests, "http.port"))
                .isEqualTo("1 from " + directory.resolve("home/.config/millrace/millrace.yaml") + ":1");

        requests.yaml("http.port: 2");
        assertThat(source(requests, "http.port")).isEqualTo("2 from millrace.yaml:1");

        requests.yaml("named.yaml", "http.port: 3").environment("MILLRACE_CONFIG", "named.yaml");
        assertThat(source(requests, "http.port")).isEqualTo("3 from named.yaml:1");

        requests.yaml("flag.yaml", "http.port: 4").config("flag.yaml");
        assertThat(source(requests, "http.port")).isEqualTo("4 from flag.yaml:1");
    }

    @Test
    void shouldReadNestedAndDottedKeysAlike() {
        Configuration configuration = Requests.in(directory).yaml("""
                        kafka:
                          bootstrap.servers: [one:9092, "two:9092"]
                          properties:
                            security.protocol: SASL_SSL
                            sasl: {jaas.config: "x y;"}
                        schema.registry:
                          url: https://one:8081/, https://two
                        postgres:   # all commented out
                        topics: {prefix: 010}
                        """).load().configuration();

        assertThat(configuration.kafka())
                .isEqualTo(new Kafka.External(
                        List.of("one:9092", "two:9092"),
                        Map.of("security.protocol", new Secret("SASL_SSL"), "sasl.jaas.config", new Secret("x y;"))));
        assertThat(configuration.registry())
                .isEqualTo(new Registry.External(
                        List.of(URI.create("https://one:8081/"), URI.create("https://two")),
                        new Authentication.None(),
                        Optional.empty(),
                        Optional.empty()));
        assertThat(configuration.topics()).isEqualTo(new Topics("010", 12, 3));
    }

    @Test
    void shouldReadKafkaPropertiesFromTheEnvironment() {
        Configuration configuration = Requests.in(directory)
                .environment("MILLRACE_KAFKA_BOOTSTRAP_SERVERS", "broker:9092")
                .environment("MILLRACE_KAFKA_PROPERTIES_SECURITY_PROTOCOL", "SSL")
                .environment("MILLRACE_KAFKA_PORT", "")
                .load()
                .configuration();

        assertThat(configuration.kafka())
                .isEqualTo(new Kafka.External(List.of("broker:9092"), Map.of("security.protocol", new Secret("SSL"))));
    }

    @Test
    void shouldReadSecretsFromFiles() throws IOException {
        Path password = Files.writeString(directory.resolve("password"), "s3cret\n");

        Configuration configuration = Requests.in(directory)
                .set(
                        "postgres.url=jdbc:postgresql://db/millrace",
                        "postgres.user=planner",
                        "postgres.password=file:" + password,
                        "postgres.owner.user=owner",
                        "postgres.owner.password=o",
                        "postgres.sink.user=sink",
                        "postgres.sink.password=s",
                        "schema.registry.url=https://registry",
                        "schema.registry.token=tok3n",
                        "schema.registry.keystore.path=password",
                        "schema.registry.keystore.password=k3y")
                .load()
                .configuration();

        assertThat(configuration.postgres())
                .isEqualTo(new Postgres.External(
                        "jdbc:postgresql://db/millrace",
                        Optional.of(new Login("planner", new Secret("s3cret"))),
                        Optional.of(new Postgres.Keepers(
                                new Login("owner", new Secret("o")), new Login("sink", new Secret("s"))))));
        assertThat(configuration.registry())
                .isEqualTo(new Registry.External(
                        List.of(URI.create("https://registry")),
                        new Authentication.Bearer(new Secret("tok3n")),
                        Optional.empty(),
                        Optional.of(new KeyStore(password, Optional.of(new Secret("k3y"))))));
    }

    @Test
    void shouldNeverPrintASecret() {
        Effective effective = Requests.in(directory)
                .environment("MILLRACE_POSTGRES_PASSWORD", "s3cret-1")
                .set(
                        "kafka.bootstrap.servers=broker:9092",
                        "kafka.properties.security.protocol=SASL_SSL",
                        "kafka.properties.sasl.jaas.config=s3cret-2",
                        "kafka.properties.something.new=s3cret-3",
                        "postgres.url=jdbc:postgresql://db/millrace",
                        "postgres.user=planner",
                        "schema.registry.url=https://registry",
                        "schema.registry.user=planner",
                        "schema.registry.password=s3cret-4")
                .load();

        assertThat(effective.toString()).contains("***", "SASL_SSL", "planner").doesNotContain("s3cret");
    }

    @Test
    void shouldWarnOnlyWhenAVariableResemblesNoSetting() {
        Effective effective = Requests.in(directory)
                .environment("MILLRACE_PORT_8080_TCP_ADDR", "10.0.0.1")
                .environment("MILLRACE_JAVA_HOME", "/opt/jdk")
                .load();

        assertThat(effective.warnings())
                .containsExactly("MILLRACE_PORT_8080_TCP_ADDR is no setting of Millrace and is ignored."
                        + " docs/configuration.md lists all.");
    }

    @Test
    void shouldRefuseTreesInCodeThatMakeNoSense() {
        Configuration right = Requests.in(directory).load().configuration();

        assertThatThrownBy(() -> new Kafka.Embedded(65_536)).hasMessage("kafka.port must be 0 to 65535, this is 65536");
        assertThatThrownBy(() -> new Topics("", 0, 1)).hasMessage("topics.partitions must be 1 to 1000, this is 0");
        assertThatThrownBy(() -> new Kafka.External(List.of(), Map.of()))
                .hasMessage("kafka.bootstrap.servers must not be empty");
        assertThatThrownBy(() -> new Configuration(
                        right.data(),
                        right.durability(),
                        right.kafka(),
                        right.postgres(),
                        right.retention(),
                        right.registry(),
                        new Http("127.0.0.1", 9092, Optional.empty(), 67_108_864, Optional.empty(), List.of()),
                        right.security(),
                        right.topics(),
                        right.intake(),
                        right.forecasting(),
                        right.roles(),
                        right.tracing(),
                        right.log()))
                .hasMessage("port 9092 is given to two listeners");
    }

    private static String source(Requests requests, String key) {
        return requests.load().entries().stream()
                .filter(entry -> entry.key().equals(key))
                .map(entry -> entry.value().orElse("nothing") + " from "
                        + entry.origin().describe())
                .findFirst()
                .orElseThrow();
    }
}
