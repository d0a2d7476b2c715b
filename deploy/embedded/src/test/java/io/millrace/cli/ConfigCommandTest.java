package io.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigCommandTest {
    private static final String SHOWN = """
            # Read from millrace.yaml, the environment, the flags and the defaults.
            data: /home/planner/.local/state/millrace         # default
            durability: power                                 # default
            roles: all                                        # default

            kafka.bootstrap.servers: embedded                 # default
            kafka.port: 9002                                  # --port

            postgres.url: jdbc:postgresql://db:5432/millrace  # millrace.yaml:2
            postgres.port: 9003                               # --port
            postgres.user: planner                            # millrace.yaml:3
            postgres.password: "***"                          # MILLRACE_POSTGRES_PASSWORD
            # postgres.owner.user:                            # not set
            # postgres.owner.password:                        # not set
            # postgres.sink.user:                             # not set
            # postgres.sink.password:                         # not set

            retention.history.months: 0                       # default
            retention.forecast.months: 13                     # default
            retention.audit.months: 84                        # default

            schema.registry.url: embedded                     # default
            schema.registry.port: 9001                        # --port
            # schema.registry.user:                           # not set
            # schema.registry.password:                       # not set
            # schema.registry.token:                          # not set
            # schema.registry.truststore.path:                # not set
            # schema.registry.truststore.password:            # not set
            # schema.registry.keystore.path:                  # not set
            # schema.registry.keystore.password:              # not set

            http.host: 127.0.0.1                              # default
            http.port: 9000                                   # --port
            # http.tenant.default:                            # not set
            http.ingest.bytes.max: 67108864                   # default
            # http.tls.keystore.path:                         # not set
            # http.tls.keystore.password:                     # not set
            # http.cors.origins:                              # not set

            security.mode: open                               # default
            security.token.issuer: embedded                   # default
            # security.token.keys:                            # not set
            security.token.audience: millrace                 # default
            security.token.clock.skew.seconds: 30             # default
            security.token.claims.tenant: tenant              # default
            security.token.claims.roles: roles                # default
            security.token.claims.locations: locations        # default
            security.roles.from: claims                       # default
            security.tenant.requests.per.second: 2000         # default
            security.caller.requests.per.second: 500          # default

            topics.prefix: ""                                 # default
            topics.partitions: 12                             # default
            topics.replication: 1                             # default

            intake.record.bytes.max: 1000000                  # default
            intake.tenant.bytes.per.second: 0                 # default
            intake.tenant.records.per.second: 0               # default

            forecast.schedule: closed                         # default
            forecast.horizon.days: 28                         # default

            # traces.collector:                               # not set
            traces.percent: 100                               # default

            log.level: info                                   # default
            log.file: "/a b"                                  # --set
            log.console: text                                 # default
            """;

    @TempDir
    private Path directory;

    @Test
    void shouldShowEachValueWithItsSource() throws IOException {
        Files.writeString(directory.resolve("millrace.yaml"), """
                postgres:
                  url: jdbc:postgresql://db:5432/millrace
                  user: planner
                """);
        Map<String, String> environment = Map.of("HOME", "/home/planner", "MILLRACE_POSTGRES_PASSWORD", "s3cret");

        Runs.Result result = Runs.run(directory, environment, "config", "--set", "log.file=/a b", "--port=9000");

        assertThat(result).isEqualTo(new Runs.Result(0, SHOWN, ""));
    }

    @Test
    void shouldPrintWhatItCanReadBack() throws IOException {
        String first = Runs.run(directory, "config", "--set", "topics.prefix=a.", "--set", "log.file=/q\"\\ #: x")
                .out();
        Files.writeString(directory.resolve("again.yaml"), first);

        String second = Runs.run(directory, "config", "--config", "again.yaml").out();

        assertThat(values(second)).isEqualTo(values(first)).contains("topics.prefix: a.");
    }

    private static List<String> values(String yaml) {
        return yaml.lines()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.replaceFirst("\\s+# [^#]*$", ""))
                .toList();
    }

    @Test
    void shouldPrintJsonWhenAskedTo() throws IOException {
        Runs.Result result = Runs.run(directory, "config", "--json", "--set", "http.port=0");

        JsonNode json = JsonMapper.builder().build().readTree(result.out());
        assertThat(json.at("/http.port/value").textValue()).isEqualTo("0");
        assertThat(json.at("/http.port/source").textValue()).isEqualTo("--set");
        assertThat(json.at("/postgres.user/value").isNull()).isTrue();
        assertThat(json.size()).isEqualTo(56);
    }

    @Test
    void shouldOnlyJudgeWhenAskedToCheck() throws IOException {
        Files.writeString(directory.resolve("millrace.yaml"), "http.port: 0");

        assertThat(Runs.run(directory, "config", "--check"))
                .isEqualTo(new Runs.Result(0, "The configuration is right (with millrace.yaml).\n", ""));
        assertThat(Runs.run(directory, "config", "--check", "--port", "x").exitCode())
                .isEqualTo(3);
        assertThat(Runs.run(directory, Map.of("HOME", "/h", "MILLRACE_OTHERWISE", "1"), "config", "--check")
                        .err())
                .startsWith("Warning: MILLRACE_OTHERWISE is no setting");
    }

    @Test
    void shouldLeaveNoTraceOnDisk() throws IOException {
        Runs.run(directory, Map.of("HOME", directory.toString()), "config");

        try (var files = Files.list(directory)) {
            assertThat(files).isEmpty();
        }
    }
}
