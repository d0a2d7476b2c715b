package io.millrace.platform.registry;

import static io.millrace.platform.registry.Avro.field;
import static io.millrace.platform.registry.Avro.record;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.helidon.webserver.WebServer;
import io.millrace.schemas.registry.HttpSchemaRegistry;
import io.millrace.schemas.registry.RegisteredSchema;
import io.millrace.schemas.registry.RegistryOptions;
import io.millrace.schemas.registry.SchemaRegistryException;
import io.millrace.schemas.registry.SchemaRegistryException.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.avro.Schema;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RegistryHttpIT {
    private static final String JSON = "application/vnd.schemaregistry.v1+json";
    private static final String TEXT = body("{'type':'string'}");
    private static final Schema SALE = record("Sale", field("sku", "'string'"));
    private static final Schema SALE_WITH_NOTE =
            record("Sale", field("sku", "'string'"), field("note", "'string'", "''"));
    private static final Schema OTHER_SALE = record("Sale", field("sku", "'int'"));

    private static TestBroker broker;
    private final HttpClient http = HttpClient.newHttpClient();
    private EmbeddedRegistry registry;
    private RegistryHttp server;

    private record Reply(int status, String text, HttpResponse<String> response) {
        JsonNode tree() throws IOException {
            return new JsonMapper().readTree(response.body());
        }
    }

    @BeforeAll
    static void startBroker() {
        broker = TestBroker.start();
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    @BeforeEach
    void startRegistry() {
        registry = EmbeddedRegistry.open(new EmbeddedRegistryOptions(
                Map.of("bootstrap.servers", broker.bootstrapServers()),
                "registry-" + UUID.randomUUID(),
                (short) 1,
                30_000));
        server = RegistryHttp.start(registry, 0);
    }

    @AfterEach
    void stopRegistry() {
        server.close();
        registry.close();
        http.close();
    }

    private Reply ask(String method, String path, String body, String contentType)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server.url() + path));
        if (body == null) {
            request.method(method, BodyPublishers.noBody());
        } else {
            request.header("Content-Type", contentType)
                    .method(method, BodyPublishers.ofString(body.replace('\'', '"')));
        }
        HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
        assertThat(response.headers().firstValue("Content-Type")).contains(JSON);
        return new Reply(response.statusCode(), response.body().replace('"', '\''), response);
    }

    private String get(String path) throws IOException, InterruptedException {
        Reply reply = ask("GET", path, null, JSON);
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        return reply.text();
    }

    private String delete(String path) throws IOException, InterruptedException {
        Reply reply = ask("DELETE", path, null, JSON);
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        return reply.text();
    }

    private static String body(Schema schema) {
        return body(schema.toString());
    }

    private static String body(String schema) {
        return "{'schema':" + JsonMapper.builder().build().valueToTree(schema.replace('\'', '"')) + "}";
    }

    private String post(String path, String body) throws IOException, InterruptedException {
        Reply reply = ask("POST", path, body, JSON);
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        return reply.text();
    }

    @Test
    void shouldServeOurOwnClient() {
        String subject = "orders/eu v1|ä%-value";
        try (HttpSchemaRegistry client =
                new HttpSchemaRegistry(RegistryOptions.of(server.url().toString()))) {
            assertThat(client.incompatibilities(subject, SALE)).isEmpty();
            assertThat(client.latest(subject)).isEmpty();
            assertThat(client.find(subject, SALE)).isEmpty();

            assertThat(client.register(subject, SALE)).isEqualTo(1);
            assertThat(client.register(subject, SALE_WITH_NOTE)).isEqualTo(2);

            assertThat(client.schemaById(2)).isEqualTo(SALE_WITH_NOTE);
            assertThat(client.find(subject, SALE)).contains(new RegisteredSchema(subject, 1, 1, SALE));
            assertThat(client.latest(subject)).contains(new RegisteredSchema(subject, 2, 2, SALE_WITH_NOTE));
            assertThat(client.incompatibilities(subject, OTHER_SALE))
                    .hasSize(2)
                    .allSatisfy(message -> assertThat(message).startsWith("at Sale.sku: version"));
            assertThat(refusal(() -> client.register(subject, OTHER_SALE)).reason())
                    .isEqualTo(Reason.INCOMPATIBLE);
            assertThat(refusal(() -> client.schemaById(77)).reason()).isEqualTo(Reason.NOT_FOUND);
        }
        assertThat(registry.latest(subject))
                .as("the name arrives as it was sent")
                .isPresent();
    }

    private static SchemaRegistryException refusal(Runnable call) {
        return catchThrowableOfType(SchemaRegistryException.class, call::run);
    }

    @Test
    void shouldServeUnderAPathWhenMountedOnAnotherServer() {
        WebServer other = WebServer.builder()
                .host("127.0.0.1")
                .port(0)
                .shutdownHook(false)
                .routing(routing -> routing.register("/registry", RegistryHttp.service(registry)))
                .build()
                .start();
        try (HttpSchemaRegistry client =
                new HttpSchemaRegistry(RegistryOptions.of("http://127.0.0.1:" + other.port() + "/registry"))) {
            assertThat(client.register("a/b c+d", SALE)).isEqualTo(1);
        } finally {
            other.stop();
        }
        assertThat(registry.latest("a/b c+d")).isPresent();
    }

    @Test
    void shouldResolveReferences() throws IOException, InterruptedException {
        post("/subjects/line/versions", body(record("Line", field("sku", "'string'"))));
        String sale = "{'schema':'{\\'type\\':\\'array\\',\\'items\\':\\'t.Line\\'}',"
                + "'references':[{'name':'t.Line','subject':'line','version':-1}]}";
        assertThat(post("/subjects/sale/versions", sale)).isEqualTo("{'id':2}");

        try (HttpSchemaRegistry client =
                new HttpSchemaRegistry(RegistryOptions.of(server.url().toString()))) {
            assertThat(client.schemaById(2).getElementType().getField("sku")).isNotNull();
        }
        assertThat(get("/subjects/line/versions/1/referencedby")).isEqualTo("[2]");
        assertThat(get("/schemas/ids/2"))
                .isEqualTo("{'references':[{'name':'t.Line','subject':'line','version':1}],"
                        + "'schema':'{\\'type\\':\\'array\\',\\'items\\':\\'t.Line\\'}'}");
        assertThat(ask("DELETE", "/subjects/line", null, JSON).text()).contains("42206", "version 1 of subject 'sale'");
    }

    @Test
    void shouldListWhatIsRegistered() throws IOException, InterruptedException {
        assertThat(get("/subjects")).isEqualTo("[]");
        post("/subjects/a-value/versions", body(SALE));
        post("/subjects/a-value/versions?normalize=true", body(SALE_WITH_NOTE));
        post("/subjects/b-value/versions", body(SALE));

        assertThat(get("/")).isEqualTo("{}");
        assertThat(get("/subjects")).isEqualTo("['a-value','b-value']");
        assertThat(get("/subjects?subjectPrefix=b")).isEqualTo("['b-value']");
        assertThat(get("/subjects/a-value/versions")).isEqualTo("[1,2]");
        assertThat(get("/subjects/a-value/versions/latest"))
                .startsWith("{'subject':'a-value','version':2,'id':2,'schema':");
        assertThat(get("/subjects/a-value/versions/-1")).startsWith("{'subject':'a-value','version':2");
        assertThat(get("/subjects/a-value/versions/1/schema"))
                .isEqualTo(SALE.toString().replace('"', '\''));
        assertThat(get("/schemas/ids/1/schema")).isEqualTo(SALE.toString().replace('"', '\''));
        assertThat(get("/schemas/ids/1?fetchMaxId=true&subject=x&format=resolved"))
                .contains("'maxId':2");
        assertThat(get("/schemas/ids/1/subjects")).isEqualTo("['a-value','b-value']");
        assertThat(get("/schemas/ids/1/versions"))
                .isEqualTo("[{'subject':'a-value','version':1},{'subject':'b-value','version':1}]");
        assertThat(ask("GET", "/schemas?latestOnly=true", null, JSON).tree()).hasSize(2);
        assertThat(ask("GET", "/schemas?subjectPrefix=a", null, JSON).tree()).hasSize(2);
        assertThat(get("/schemas/types")).isEqualTo("['AVRO']");
        assertThat(get("/contexts")).isEqualTo("['.']");
        assertThat(get("/mode/x")).isEqualTo("{'mode':'READWRITE'}");
        assertThat(get("/v1/metadata/id")).contains("'kafka-cluster':'" + registry.clusterId() + "'");
        assertThat(get("/v1/metadata/version")).contains("millrace");
    }

    @Test
    void shouldAlwaysBeBackwardTransitive() throws IOException, InterruptedException {
        assertThat(get("/config")).isEqualTo("{'compatibilityLevel':'BACKWARD_TRANSITIVE'}");
        assertThat(get("/config/some-value")).isEqualTo("{'compatibilityLevel':'BACKWARD_TRANSITIVE'}");
        assertThat(ask("PUT", "/config", "{'compatibility':'BACKWARD_TRANSITIVE'}", JSON)
                        .text())
                .isEqualTo("{'compatibility':'BACKWARD_TRANSITIVE'}");
        assertThat(ask("PUT", "/config/s", "{'compatibility':'NONE'}", JSON))
                .returns(422, Reply::status)
                .extracting(Reply::text)
                .asString()
                .contains("42203", "'NONE'", "BACKWARD_TRANSITIVE");
        assertThat(delete("/config/s")).contains("BACKWARD_TRANSITIVE");
    }

    @Test
    void shouldCompareWithOneOrAllVersions() throws IOException, InterruptedException {
        post("/subjects/s/versions", body(record("R", field("a", "'int'"))));
        post("/subjects/s/versions", body(record("R", field("b", "'int'", "0"))));
        String candidate = body(record("R", field("a", "'string'", "''")));

        assertThat(post("/compatibility/subjects/s/versions/latest", candidate)).isEqualTo("{'is_compatible':true}");
        assertThat(post("/compatibility/subjects/s/versions/1", candidate)).isEqualTo("{'is_compatible':false}");
        assertThat(post("/compatibility/subjects/s/versions?verbose=true", candidate))
                .contains("'is_compatible':false", "at R.a: version 1 wrote int");
        assertThat(post("/compatibility/subjects/new/versions/latest?verbose=true", candidate))
                .isEqualTo("{'is_compatible':true,'messages':[]}");
    }

    @Test
    void shouldDeleteSoftlyThenForGood() throws IOException, InterruptedException {
        post("/subjects/s/versions", body(SALE));
        post("/subjects/s/versions", body(SALE_WITH_NOTE));

        assertThat(delete("/subjects/s/versions/latest")).isEqualTo("2");
        assertThat(get("/subjects/s/versions")).isEqualTo("[1]");
        assertThat(get("/subjects/s/versions?deleted=true")).isEqualTo("[1,2]");
        assertThat(get("/subjects/s/versions/2?deleted=true")).contains("'id':2");
        assertThat(ask("POST", "/subjects/s", body(SALE_WITH_NOTE), JSON).text())
                .contains("40403");
        assertThat(post("/subjects/s?deleted=true", body(SALE_WITH_NOTE))).contains("'version':2");
        assertThat(delete("/subjects/s/versions/2?permanent=true")).isEqualTo("2");
        assertThat(delete("/subjects/s")).isEqualTo("[1]");
        assertThat(get("/subjects")).isEqualTo("[]");
        assertThat(get("/subjects?deleted=true")).isEqualTo("['s']");
        assertThat(delete("/subjects/s?permanent=true")).isEqualTo("[1]");
        assertThat(get("/subjects?deleted=true")).isEqualTo("[]");
    }

    @Test
    void shouldRefuseSubjectWhenItIsTooLong() throws IOException, InterruptedException {
        post("/subjects/" + "x".repeat(255) + "/versions", TEXT);

        assertThat(ask("POST", "/subjects/" + "x".repeat(256) + "/versions", TEXT, JSON)
                        .text())
                .contains("42208", "255");
    }

    @Test
    void shouldRefuseBodyWhenItIsTooLarge() throws IOException, InterruptedException {
        String body = "{'schema':'" + " ".repeat(1 << 20) + "'}";

        assertThat(ask("POST", "/subjects/s/versions", body, JSON)).returns(413, Reply::status);
        assertThat(get("/subjects")).isEqualTo("[]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/vnd.schemaregistry.v1+json",
                "application/vnd.schemaregistry+json",
                "application/json",
                "application/json; charset=utf-8",
                "application/octet-stream"
            })
    void shouldTakeUsualContentTypes(String contentType) throws IOException, InterruptedException {
        assertThat(ask("POST", "/subjects/s/versions", TEXT, contentType).text())
                .isEqualTo("{'id':1}");
    }

    @Test
    void shouldRefuseABodyWithoutContentType() throws IOException, InterruptedException {
        HttpRequest untyped = HttpRequest.newBuilder(URI.create(server.url() + "/subjects/s/versions"))
                .POST(BodyPublishers.ofString(TEXT.replace('\'', '"')))
                .build();

        HttpResponse<String> response = http.send(untyped, BodyHandlers.ofString());

        assertThat(response.statusCode()).isEqualTo(415);
        assertThat(response.body()).contains("The content type is missing", JSON);
        assertThat(get("/subjects")).isEqualTo("[]");
    }

    @Test
    void shouldRefuseWebPages() throws IOException {
        int port = server.port();

        assertThat(raw("Host: localhost:" + port, "Origin: http://localhost:" + port))
                .startsWith("HTTP/1.1 403")
                .contains("send no Origin header");
        for (String host :
                List.of("evil.example", "evil.example:" + port, "127.0.0.1.evil.example", "localhost.evil")) {
            assertThat(raw("Host: " + host)).startsWith("HTTP/1.1 403").contains("not as '" + host + "'");
        }
        for (String host : List.of("localhost", "LOCALHOST:" + port, "127.0.0.1:" + port, "[::1]:" + port)) {
            assertThat(raw("Host: " + host)).startsWith("HTTP/1.1 200");
        }
    }

    /// As no Java client would: they set the host themselves.
    private String raw(String... headers) throws IOException {
        try (Socket socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), server.port())) {
            String request =
                    "GET /subjects HTTP/1.1\r\n" + String.join("\r\n", headers) + "\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            socket.shutdownOutput();
            socket.setSoTimeout(30_000);
            StringBuilder response = new StringBuilder();
            InputStream in = socket.getInputStream();
            // Every answer is JSON, which ends with its outermost bracket; the connection may stay open.
            while (response.indexOf("\r\n\r\n") < 0 || !response.toString().matches("(?s).*[}\\]]")) {
                int next = in.read();
                assertThat(next).as("the rest of: " + response).isNotNegative();
                response.append((char) next);
            }
            return response.toString();
        }
    }

    @Test
    void shouldRefuseFormsAndText() throws IOException, InterruptedException {
        for (String contentType : new String[] {"text/plain", "application/x-www-form-urlencoded"}) {
            assertThat(ask("POST", "/subjects/s/versions", TEXT, contentType))
                    .returns(415, Reply::status)
                    .extracting(Reply::text)
                    .asString()
                    .contains(contentType, "application/vnd.schemaregistry.v1+json");
        }
    }
}
