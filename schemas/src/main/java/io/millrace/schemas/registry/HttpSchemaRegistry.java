package io.millrace.schemas.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.millrace.schemas.registry.SchemaRegistryException.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.avro.Schema;

/// A registry anywhere that speaks Confluent's REST protocol.
///
/// Safe for use by many threads. Nothing is remembered between calls: put a [CachingSchemaRegistry] in front.
public final class HttpSchemaRegistry implements SchemaRegistry, AutoCloseable {
    private final RegistryTransport transport;
    private final RemoteSchemas schemas;

    /// Connects at the first call, not here.
    public HttpSchemaRegistry(RegistryOptions options) {
        this(RegistryTransport.open(options));
    }

    HttpSchemaRegistry(RegistryTransport transport) {
        this.transport = transport;
        this.schemas = new RemoteSchemas(this::require);
    }

    @Override
    public int register(String subject, Schema schema) {
        RegistryRequest request = RegistryRequest.post(
                versionsOf(subject), bodyOf(schema), "registration under subject '" + subject + "'");
        return idOf(request, require(request));
    }

    @Override
    public Schema schemaById(int id) {
        RegistryRequest request = RegistryRequest.get("/schemas/ids/" + id, "schema id " + id);
        return schemas.parse(request, require(request));
    }

    @Override
    public Optional<RegisteredSchema> find(String subject, Schema schema) {
        RegistryRequest request = RegistryRequest.post(
                "/subjects/" + RegistryRequest.encode(subject),
                bodyOf(schema),
                "the schema " + schema.getFullName() + " under subject '" + subject + "'");
        return unlessNotFound(request)
                .map(answer -> new RegisteredSchema(
                        subject, positive(request, answer, "version"), idOf(request, answer), schema));
    }

    @Override
    public Optional<RegisteredSchema> latest(String subject) {
        RegistryRequest request =
                RegistryRequest.get(versionsOf(subject) + "/latest", "the latest version of subject '" + subject + "'");
        return unlessNotFound(request)
                .map(answer -> new RegisteredSchema(
                        subject,
                        positive(request, answer, "version"),
                        idOf(request, answer),
                        schemas.parse(request, answer)));
    }

    @Override
    public List<String> incompatibilities(String subject, Schema schema) {
        RegistryRequest request = RegistryRequest.post(
                "/compatibility" + versionsOf(subject) + "?verbose=true",
                bodyOf(schema),
                "compatibility with subject '" + subject + "'");
        return unlessNotFound(request).map(answer -> messages(request, answer)).orElseGet(List::of);
    }

    private static List<String> messages(RegistryRequest request, RegistryAnswer answer) {
        JsonNode verdict = answer.body().path("is_compatible");
        if (!verdict.isBoolean()) {
            throw RegistryErrors.unexpected(request, answer, "'is_compatible'");
        }
        if (verdict.asBoolean()) {
            return List.of();
        }
        List<String> messages = new ArrayList<>();
        answer.body().path("messages").forEach(message -> messages.add(message.asText()));
        return messages.isEmpty() ? List.of("the registry gives no reason") : List.copyOf(messages);
    }

    private RegistryAnswer require(RegistryRequest request) {
        RegistryAnswer answer = transport.send(request);
        if (!answer.isSuccess()) {
            throw RegistryErrors.refused(request, answer);
        }
        return answer;
    }

    private Optional<RegistryAnswer> unlessNotFound(RegistryRequest request) {
        try {
            return Optional.of(require(request));
        } catch (SchemaRegistryException e) {
            if (e.reason() == Reason.NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private static int idOf(RegistryRequest request, RegistryAnswer answer) {
        return positive(request, answer, "id");
    }

    private static int positive(RegistryRequest request, RegistryAnswer answer, String field) {
        JsonNode number = answer.body().path(field);
        if (!number.isInt() || number.asInt() < 1) {
            throw RegistryErrors.unexpected(request, answer, "a positive '" + field + "'");
        }
        return number.asInt();
    }

    private static String versionsOf(String subject) {
        return "/subjects/" + RegistryRequest.encode(subject) + "/versions";
    }

    private static String bodyOf(Schema schema) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("schema", schema.toString())
                .toString();
    }

    @Override
    public void close() {
        transport.close();
    }
}
