package io.millrace.platform.registry;

import static io.millrace.platform.registry.Avro.field;
import static io.millrace.platform.registry.Avro.record;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.millrace.schemas.registry.HttpSchemaRegistry;
import io.millrace.schemas.registry.RegisteredSchema;
import io.millrace.schemas.registry.RegistryOptions;
import io.millrace.schemas.registry.SchemaRegistryException;
import io.millrace.schemas.registry.SchemaRegistryException.Reason;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.avro.Schema;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Our client against a registry that somebody else wrote, in a process of its own, with its schemas in memory.
class ApicurioIT {
    private static final Schema SALE = record("Sale", field("sku", "'string'"));
    private static final Schema SALE_WITH_NOTE =
            record("Sale", field("sku", "'string'"), field("note", "'string'", "''"));
    private static final Schema OTHER_SALE = record("Sale", field("sku", "'int'"));

    private static Process apicurio;
    private static String url;
    private HttpSchemaRegistry client;

    @BeforeAll
    static void startApicurio() throws IOException, InterruptedException {
        Path home = Path.of(System.getProperty("apicurio.home"));
        int port = freePort();
        url = "http://127.0.0.1:" + port + "/apis/ccompat/v7";
        apicurio = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-Dquarkus.http.host=127.0.0.1",
                        "-Dquarkus.http.port=" + port,
                        "-Dquarkus.management.host=127.0.0.1",
                        "-Dquarkus.management.port=" + freePort(),
                        "-jar",
                        home.resolve("quarkus-run.jar").toString())
                .redirectErrorStream(true)
                .redirectOutput(home.resolve("apicurio.log").toFile())
                .start();
        try (HttpClient http = HttpClient.newHttpClient()) {
            await().atMost(Duration.ofMinutes(3))
                    .pollInterval(Duration.ofMillis(500))
                    .until(() -> isReady(http));
            // Like the embedded registry; Apicurio itself begins with NONE.
            HttpRequest level = HttpRequest.newBuilder(URI.create(url + "/config"))
                    .header("Content-Type", "application/json")
                    .PUT(BodyPublishers.ofString("{\"compatibility\":\"BACKWARD_TRANSITIVE\"}"))
                    .build();
            assertThat(http.send(level, BodyHandlers.discarding()).statusCode()).isEqualTo(200);
        }
    }

    private static boolean isReady(HttpClient http) throws InterruptedException {
        assertThat(apicurio.isAlive()).as("see apicurio.log").isTrue();
        try {
            return http.send(
                                    HttpRequest.newBuilder(URI.create(url + "/subjects"))
                                            .build(),
                                    BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException e) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @AfterAll
    static void stopApicurio() throws InterruptedException {
        if (apicurio != null) {
            apicurio.destroy();
            if (!apicurio.waitFor(20, TimeUnit.SECONDS)) {
                apicurio.destroyForcibly().waitFor();
            }
        }
    }

    @BeforeEach
    void openClient() {
        client = new HttpSchemaRegistry(RegistryOptions.of(url).withTimeouts(5_000, 30_000, 60_000));
    }

    @AfterEach
    void closeClient() {
        client.close();
    }

    private static SchemaRegistryException refusal(Runnable call) {
        return catchThrowableOfType(SchemaRegistryException.class, call::run);
    }

    @Test
    void shouldRegisterAndLookUp() {
        assertThat(client.latest("looked-up-value")).isEmpty();
        assertThat(client.find("looked-up-value", SALE)).isEmpty();
        assertThat(client.incompatibilities("looked-up-value", SALE)).isEmpty();

        int first = client.register("looked-up-value", SALE);
        int second = client.register("looked-up-value", SALE_WITH_NOTE);

        assertThat(client.register("looked-up-value", SALE)).isEqualTo(first);
        assertThat(client.schemaById(first)).isEqualTo(SALE);
        assertThat(client.schemaById(second)).isEqualTo(SALE_WITH_NOTE);
        assertThat(client.find("looked-up-value", SALE))
                .contains(new RegisteredSchema("looked-up-value", 1, first, SALE));
        assertThat(client.latest("looked-up-value"))
                .contains(new RegisteredSchema("looked-up-value", 2, second, SALE_WITH_NOTE));
    }

    @Test
    void shouldTellWhyNot() {
        client.register("refused-value", SALE);

        assertThat(client.incompatibilities("refused-value", SALE_WITH_NOTE)).isEmpty();
        assertThat(client.incompatibilities("refused-value", OTHER_SALE)).isNotEmpty();
        assertThat(refusal(() -> client.register("refused-value", OTHER_SALE)))
                .hasMessageContaining("refused-value")
                .returns(Reason.INCOMPATIBLE, SchemaRegistryException::reason);
        assertThat(refusal(() -> client.schemaById(999_999)))
                .hasMessageContaining("999999")
                .returns(Reason.NOT_FOUND, SchemaRegistryException::reason);
    }

    @Test
    void shouldFollowReferences() throws IOException, InterruptedException {
        client.register("line", record("Line", field("sku", "'string'")));
        String sale = "{'schema':'{\\'type\\':\\'record\\',\\'name\\':\\'t.Basket\\',\\'fields\\':["
                + "{\\'name\\':\\'line\\',\\'type\\':\\'t.Line\\'}]}',"
                + "'references':[{'name':'t.Line','subject':'line','version':1}]}";
        HttpRequest request = HttpRequest.newBuilder(URI.create(url + "/subjects/basket/versions"))
                .header("Content-Type", "application/vnd.schemaregistry.v1+json")
                .POST(BodyPublishers.ofString(sale.replace('\'', '"')))
                .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            assertThat(http.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
        }

        Schema basket = client.latest("basket").orElseThrow().schema();

        assertThat(List.of(basket.getField("line")
                        .schema()
                        .getField("sku")
                        .schema()
                        .getType()))
                .containsExactly(Schema.Type.STRING);
    }
}
