package io.millrace.platform.registry;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.apache.avro.Schema;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What is wrong is answered with the status and code that Confluent's registry uses. None of it changes anything, so
/// all cases share one registry that holds one schema.
class RegistryErrorsIT {
    private static TestBroker broker;
    private static EmbeddedRegistry registry;
    private static RegistryHttp server;
    private static HttpClient http;

    @BeforeAll
    static void start() {
        broker = TestBroker.start();
        registry = EmbeddedRegistry.open(EmbeddedRegistryOptions.of(broker.bootstrapServers()));
        registry.register("s", Schema.create(Schema.Type.STRING));
        server = RegistryHttp.start(registry, 0);
        http = HttpClient.newHttpClient();
    }

    @AfterAll
    static void stop() {
        http.close();
        server.close();
        registry.close();
        broker.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "GET; /subjects/none/versions; ; 404; 40401",
                "GET; /subjects/none/versions/1; ; 404; 40401",
                "GET; /subjects/s/versions/9; ; 404; 40402",
                "GET; /subjects/s/versions/0; ; 422; 42202",
                "GET; /subjects/s/versions/newest; ; 422; 42202",
                "GET; /subjects/s/versions/99999999999; ; 422; 42202",
                "GET; /schemas/ids/9; ; 404; 40403",
                "GET; /schemas/ids/x; ; 404; 40403",
                "GET; /schemas/ids/9/schema; ; 404; 40403",
                "GET; /schemas/ids/9/versions; ; 404; 40403",
                "POST; /subjects/none; {'schema':'{\\'type\\':\\'int\\'}'}; 404; 40401",
                "POST; /subjects/s; {'schema':'{\\'type\\':\\'int\\'}'}; 404; 40403",
                "POST; /subjects/s/versions; {'schema':'{\\'type\\':\\'int\\'}'}; 409; 409",
                "POST; /subjects/s/versions; {'schema':'nonsense'}; 422; 42201",
                "POST; /subjects/s/versions; {'schema':'{\\'type\\':\\'nonsense\\'}'}; 422; 42201",
                "POST; /subjects/s/versions; {}; 422; 42201",
                "POST; /subjects/s/versions; {'schema':7}; 422; 42201",
                "POST; /subjects/s/versions; {'schema':'{}','schemaType':'PROTOBUF'}; 422; 42201",
                "POST; /subjects/s/versions; {'schema':'{}','metadata':{'tags':{}}}; 422; 42201",
                "POST; /subjects/s/versions; {'schema':'{\\'type\\':\\'int\\'}','id':7}; 422; 42205",
                "POST; /subjects/s/versions; {'schema':'{\\'type\\':\\'t.X\\'}','references':[{'name':'t.X'}]}; 422; 42201",
                "POST; /subjects/s/versions; {'schema; 400; 400",
                "POST; /subjects/s/versions; []; 400; 400",
                "POST; /compatibility/subjects/none/versions/1; {'schema':'{\\'type\\':\\'int\\'}'}; 404; 40401",
                "POST; /compatibility/subjects/s/versions/9; {'schema':'{\\'type\\':\\'int\\'}'}; 404; 40402",
                "POST; /compatibility/subjects/s/versions; {'schema':'nonsense'}; 422; 42201",
                "DELETE; /subjects/none; ; 404; 40401",
                "DELETE; /subjects/s?permanent=true; ; 404; 40405",
                "DELETE; /subjects/s/versions/9; ; 404; 40402",
                "DELETE; /subjects/s/versions/1?permanent=true; ; 404; 40407",
                "PUT; /mode; {'mode':'READONLY'}; 422; 42205",
                "PUT; /subjects; {}; 405; 405",
                "DELETE; /schemas/ids/1; ; 405; 405",
                "GET; /nowhere; ; 404; 404",
                "GET; /subjects/s/nowhere; ; 404; 404",
                "GET; /subjects/a%0Ab/versions; ; 422; 42208",
            })
    void shouldAnswerWithConfluentsCodes(String method, String path, String body, int status, int code)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server.url() + path));
        if (body == null) {
            request.method(method, BodyPublishers.noBody());
        } else {
            request.header("Content-Type", "application/json")
                    .method(method, BodyPublishers.ofString(body.replace('\'', '"')));
        }

        HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());

        JsonNode tree = new JsonMapper().readTree(response.body());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(tree.path("error_code").asInt()).as(response.body()).isEqualTo(code);
        assertThat(tree.path("message").asText()).hasSizeGreaterThan(15);
    }
}
