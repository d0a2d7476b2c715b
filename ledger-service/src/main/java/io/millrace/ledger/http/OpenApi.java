package io.millrace.ledger.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// The OpenAPI 3.1 document of a list of endpoints.
public final class OpenApi {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final String TOKEN = "token";
    private static final String KEY = "apiKey";
    private static final Parameter<String> TENANT = Parameter.header(
            Tenancy.HEADER,
            new ValueType<>(ValueType.IDENTIFIER, text -> text),
            "Whose data it is, where nobody has to prove who they are; else it says the token's or key's own tenant, or is"
                    + " left out");

    private final ObjectNode document = JSON.objectNode();
    private final SortedMap<String, ObjectNode> components = new TreeMap<>();
    private final String page;

    OpenApi(String title, String description, List<Endpoint> endpoints) {
        document.put("openapi", "3.1.0");
        document.putObject("info")
                .put("title", title)
                .put("version", "v1")
                .put("description", description)
                .putObject("license")
                .put("name", "Apache-2.0")
                .put("identifier", "Apache-2.0");
        document.putArray("servers").addObject().put("url", "/");
        tags(endpoints);
        ObjectNode paths = document.putObject("paths");
        for (Endpoint endpoint : endpoints) {
            paths.withObjectProperty(endpoint.path())
                    .set(endpoint.verb().name().toLowerCase(Locale.ROOT), operation(endpoint));
        }
        ObjectNode parts = document.putObject("components");
        parts.putObject("schemas").setAll(components);
        securitySchemes(parts.putObject("securitySchemes"));
        page = new ApiPage(document).html();
    }

    private static void securitySchemes(ObjectNode schemes) {
        schemes.putObject(TOKEN)
                .put("type", "http")
                .put("scheme", "bearer")
                .put("bearerFormat", "JWT")
                .put("description", "A token of the issuer that this installation trusts; it names tenant and roles");
        schemes.putObject(KEY)
                .put("type", "apiKey")
                .put("in", "header")
                .put("name", Caller.API_KEY)
                .put("description", "A key of a till or service, bound to a tenant, to roles and perhaps to locations");
    }

    /// Either a token or a key; nothing for what is for anyone.
    private static ArrayNode security(Access access) {
        ArrayNode ways = JSON.arrayNode();
        Set<Role> roles = switch (access) {
            case Access.Anyone _ -> Set.of();
            case Access.Known _ -> Set.of();
            case Access.Holders(var held) -> held;
        };
        for (String scheme : access instanceof Access.Anyone ? List.<String>of() : List.of(TOKEN, KEY)) {
            ArrayNode words = ways.addObject().putArray(scheme);
            roles.stream().sorted().map(Role::word).forEach(words::add);
        }
        return ways;
    }

    private void tags(List<Endpoint> endpoints) {
        Map<String, String> tags = new LinkedHashMap<>();
        endpoints.forEach(
                endpoint -> tags.put(endpoint.tag().name(), endpoint.tag().description()));
        ArrayNode array = document.putArray("tags");
        tags.forEach((name, description) -> array.addObject().put("name", name).put("description", description));
    }

    private ObjectNode operation(Endpoint endpoint) {
        ObjectNode operation =
                JSON.objectNode().put("operationId", endpoint.id()).put("summary", endpoint.summary());
        operation.putArray("tags").add(endpoint.tag().name());
        if (!endpoint.description().isEmpty()) {
            operation.put("description", endpoint.description());
        }
        ArrayNode parameters = JSON.arrayNode();
        endpoint.parameters().forEach(parameter -> parameters.add(parameter(parameter)));
        if (endpoint.isTenants()) {
            parameters.add(parameter(TENANT));
        }
        if (!parameters.isEmpty()) {
            operation.set("parameters", parameters);
        }
        endpoint.body().ifPresent(body -> operation.set("requestBody", body(body)));
        operation.set("security", security(endpoint.access()));
        operation.set("responses", responses(endpoint.answers()));
        return operation;
    }

    private ObjectNode parameter(Parameter<?> parameter) {
        ObjectNode node = JSON.objectNode()
                .put("name", parameter.name())
                .put("in", parameter.in().word())
                .put("required", parameter.isRequired())
                .put("description", parameter.description());
        node.set("schema", use(parameter.type().schema()));
        return node;
    }

    private ObjectNode body(Body body) {
        ObjectNode node = JSON.objectNode().put("required", true).put("description", body.description());
        ObjectNode content = node.putObject("content");
        body.content()
                .forEach((mediaType, schema) -> content.putObject(mediaType).set("schema", use(schema)));
        return node;
    }

    private ObjectNode responses(List<Answer> answers) {
        ObjectNode responses = JSON.objectNode();
        for (Answer answer : answers) {
            ObjectNode response = responses.withObjectProperty(Integer.toString(answer.status()));
            String before = response.path("description").asText("");
            response.put("description", before.isEmpty() ? answer.description() : before + ". " + answer.description());
            if (!answer.mediaType().isEmpty()) {
                ObjectNode media = response.withObjectProperty("content").withObjectProperty(answer.mediaType());
                answer.schema().ifPresent(schema -> media.set("schema", use(schema)));
            }
        }
        return responses;
    }

    private ObjectNode use(JsonSchema schema) {
        schema.components().forEach((name, definition) -> {
            ObjectNode other = components.putIfAbsent(name, definition);
            if (other != null && !other.equals(definition)) {
                throw new IllegalArgumentException("two schemas are named " + name);
            }
        });
        return schema.json();
    }

    /// The document.
    public ObjectNode json() {
        return document.deepCopy();
    }

    /// The document as a page that people can read.
    public String page() {
        return page;
    }
}
