package io.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.config.Configuration;
import io.millrace.config.ConfigurationLoader;
import io.millrace.config.ConfigurationRequest;
import io.millrace.config.ConfigurationRequest.CommandDefaults;
import io.millrace.config.Surroundings;
import io.millrace.embedded.Node;
import io.millrace.platform.DataFolder;
import io.millrace.platform.Login;
import io.millrace.testkit.KafkaExtension;
import io.millrace.testkit.PostgresExtension;
import io.millrace.testkit.TestDatabase;
import io.millrace.testkit.TestKafka;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// What an operator does to tenants, from the command line to a service that lets in nobody without a token.
@ExtendWith({KafkaExtension.class, PostgresExtension.class})
class TenantCommandIT {
    @TempDir
    private Path directory;

    private final HttpClient client = HttpClient.newHttpClient();

    @AfterEach
    void close() {
        client.close();
    }

    private Configuration configuration(TestKafka kafka, TestDatabase database) {
        List<String> sets = new ArrayList<>(List.of(
                "kafka.bootstrap.servers=" + kafka.bootstrapServers(),
                "topics.prefix=" + kafka.named(""),
                "topics.replication=1",
                "topics.partitions=1",
                "postgres.url=" + database.jdbcUrl(),
                "http.port=0",
                "schema.registry.port=0",
                "security.mode=tokens",
                "security.roles.from=memberships",
                "roles=api,catalogue"));
        sets.addAll(login("postgres", database.application()));
        sets.addAll(login("postgres.owner", database.owner()));
        sets.addAll(login("postgres.sink", database.sink()));
        return ConfigurationLoader.load(new ConfigurationRequest(
                        new Surroundings(Map.of("HOME", directory.toString()), directory),
                        Optional.empty(),
                        sets,
                        Optional.of(directory.resolve("data").toString()),
                        Optional.empty(),
                        CommandDefaults.NONE))
                .configuration();
    }

    private static List<String> login(String key, Login login) {
        return List.of(key + ".user=" + login.user(), key + ".password=" + login.password());
    }

    private Runs.Result run(Node node, String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--data", "data", "--url", node.serviceUrl().toString()));
        return Runs.run(directory, all.toArray(String[]::new));
    }

    private String printed(Node node, String... arguments) {
        Runs.Result result = run(node, arguments);
        assertThat(result.exitCode()).as(result.err()).isZero();
        return result.out();
    }

    private String token(String... arguments) {
        List<String> all = new ArrayList<>(List.of("token", "--data", "data"));
        all.addAll(List.of(arguments));
        Runs.Result result = Runs.run(directory, all.toArray(String[]::new));
        assertThat(result.exitCode()).as(result.err()).isZero();
        return result.out().strip();
    }

    private HttpResponse<String> get(Node node, String path, String token) throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(node.serviceUrl().resolve(path))
                        .header("Authorization", "Bearer " + token)
                        .build(),
                BodyHandlers.ofString());
    }

    @Test
    void shouldMakeLimitAndSuspendATenantOfARunningService(TestKafka kafka, TestDatabase database)
            throws IOException, InterruptedException {
        Configuration configuration = configuration(kafka, database);
        try (DataFolder folder = DataFolder.open(configuration.data());
                Node node = Node.start(configuration, folder, (what, took) -> {})) {
            String made =
                    printed(node, "tenant", "create", "acme", "--name", "Acme Shops", "--admin", "ada", "--admin-key");
            String again = printed(node, "tenant", "create", "acme", "--name", "Acme Shops", "--admin", "ada");

            assertThat(made)
                    .contains("Acme Shops", "topics done", "acls left-out", "catalogue done", "admin done", "mrk.");
            assertThat(again)
                    .contains("topics there", "catalogue there", "admin there")
                    .doesNotContain("mrk.");
            assertThat(get(node, "/v1/members", token("--role", "viewer", "--subject", "ada"))
                            .body())
                    .contains("\"subject\":\"ada\"");
            assertThat(get(node, "/v1/tenants", token("--role", "operator")).body())
                    .contains("Acme Shops");

            assertThat(printed(node, "tenant", "limits", "acme", "--requests", "50", "--body-bytes", "5000"))
                    .contains("\"requestsPerSecond\":50");
            assertThat(printed(node, "tenant", "limits", "acme", "--requests", "0"))
                    .contains("\"bodyBytesMax\":5000")
                    .doesNotContain("requestsPerSecond");
            assertThat(printed(node, "tenant", "suspend", "acme")).contains("suspended");
            assertThat(get(node, "/v1/members", token("--role", "viewer", "--subject", "ada"))
                            .body())
                    .contains("tenant-suspended");
            assertThat(printed(node, "tenant", "resume", "acme")).contains("active");
            assertThat(printed(node, "tenant", "list")).contains("acme", "Acme Shops");

            Path weak = Files.writeString(
                    directory.resolve("weak"), token("--role", "admin", "--tenant", "acme", "--subject", "ada"));
            Runs.Result refused = run(node, "tenant", "list", "--token-file", weak.toString());
            assertThat(refused.exitCode()).isEqualTo(ExitCode.FAILED);
            assertThat(refused.err()).contains("for the roles operator").contains("--role operator");
            assertThat(run(node, "tenant", "create", "acme", "--name", "Other").err())
                    .contains("Acme Shops");
        }
        Runs.Result nobody = Runs.run(directory, "tenant", "list", "--data", "data", "--url", "http://127.0.0.1:1");
        assertThat(nobody.err()).contains("Nothing answers at http://127.0.0.1:1");
        assertThat(Runs.run(directory, "tenant", "create", "a/b", "--name", "x").err())
                .contains("not the id of a tenant");
    }
}
