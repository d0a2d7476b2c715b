package io.millrace.ledger.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;

/// A client that holds every answer against the service's own OpenAPI document: its status, media type and body must be
/// declared.
public final class CheckedClient implements AutoCloseable {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final HttpClient client = HttpClient.newHttpClient();
    private final URI service;
    private final JsonNode document;

    public CheckedClient(URI service) {
        this.service = service;
        this.document =
                json(send(HttpRequest.newBuilder(service.resolve("/openapi")).build()));
    }

    /// The document that answers are held against.
    public JsonNode document() {
        return document;
    }

    public HttpResponse<String> get(String target, String... headers) {
        return ask("GET", target, BodyPublishers.noBody(), headers);
    }

    public HttpResponse<String> post(String target, String json, String... headers) {
        return ask("POST", target, BodyPublishers.ofString(json), with(headers, "Content-Type", "application/json"));
    }

    /// Any request; the answer is checked.
    ///
    /// @param headers names and values in turn
    public HttpResponse<String> ask(String verb, String target, BodyPublisher body, String... headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(service.resolve(target)).method(verb, body);
        if (headers.length > 0) {
            request.headers(headers);
        }
        HttpResponse<String> answer = send(request.build());
        check(verb, target, answer);
        return answer;
    }

    public static JsonNode json(HttpResponse<String> answer) {
        try {
            return MAPPER.readTree(answer.body());
        } catch (IOException notJson) {
            throw new IllegalStateException("not JSON: " + answer.body(), notJson);
        }
    }

    private static String[] with(String[] headers, String name, String value) {
        String[] more = Arrays.copyOf(headers, headers.length + 2);
        more[headers.length] = name;
        more[headers.length + 1] = value;
        return more;
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return client.send(request, BodyHandlers.ofString());
        } catch (IOException unanswered) {
            throw new IllegalStateException("no answer to " + request, unanswered);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", interrupted);
        }
    }

    private void check(String verb, String target, HttpResponse<String> answer) {
        JsonNode operation = operation(verb, URI.create(target).getPath());
        if (operation.isMissingNode()) {
            assertThat(answer.statusCode())
                    .as("%s %s is not declared", verb, target)
                    .isIn(404, 405);
            return;
        }
        JsonNode response = operation.path("responses").path(Integer.toString(answer.statusCode()));
        assertThat(response.isMissingNode())
                .as("%s %s answered %d, which is not declared: %s", verb, target, answer.statusCode(), answer.body())
                .isFalse();
        String mediaType = answer.headers().firstValue("Content-Type").orElse("");
        if (!mediaType.isEmpty()) {
            assertThat(response.path("content").has(mediaType))
                    .as("%s %s answered %s, which is not declared", verb, target, mediaType)
                    .isTrue();
            JsonNode schema = response.path("content").path(mediaType).path("schema");
            if (!schema.isMissingNode()) {
                assertThat(faults(schema, answer.body()))
                        .as("%s %s: %s", verb, target, answer.body())
                        .isEmpty();
            }
        }
    }

    private String faults(JsonNode schema, String body) {
        ObjectNode whole = schema.deepCopy();
        whole.set("components", document.path("components"));
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(whole.toString())
                .validate(body, InputFormat.JSON)
                .toString()
                .replace("[]", "");
    }

    private JsonNode operation(String verb, String path) {
        for (Map.Entry<String, JsonNode> declared : document.path("paths").properties()) {
            if (path.matches(declared.getKey().replaceAll("\\{[^}]+}", "[^/]+"))) {
                JsonNode operation = declared.getValue().path(verb.toLowerCase(Locale.ROOT));
                if (!operation.isMissingNode()) {
                    return operation;
                }
            }
        }
        return MAPPER.missingNode();
    }

    @Override
    public void close() {
        client.close();
    }
}
