package io.millrace.ledger.security;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.ledger.http.Access;
import io.millrace.ledger.http.Answer;
import io.millrace.ledger.http.Body;
import io.millrace.ledger.http.Endpoint;
import io.millrace.ledger.http.JsonSchema;
import io.millrace.ledger.http.ObjectSchema;
import io.millrace.ledger.http.Problem;
import io.millrace.ledger.http.ProblemException;
import io.millrace.ledger.http.ProblemType;
import io.millrace.ledger.http.Reply;
import io.millrace.ledger.http.Request;
import io.millrace.ledger.http.Role;
import io.millrace.ledger.http.StrictJson;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// `/v1/tenant-configuration`: a tenant's words for things, what it has switched on, and which attributes its records
/// have.
public final class TenantEndpoints {
    private static final int BYTES_MAX = 256 * 1024;
    private static final int ENTRIES_MAX = 500;
    private static final String VERSION = "version";
    private static final String TERMINOLOGY = "terminology";
    private static final String FEATURES = "features";
    private static final String ATTRIBUTES = "attributes";
    private static final JsonSchema CONFIGURATION =
            fields().with("tenant", JsonSchema.text(), "Whose it is").named("TenantConfiguration");
    private static final JsonSchema CHANGE = fields().closed().named("TenantConfigurationChange");

    private final PostgresTenants tenants;
    private final InstantSource clock;

    public TenantEndpoints(PostgresTenants tenants, InstantSource clock) {
        this.tenants = tenants;
        this.clock = clock;
    }

    private static ObjectSchema fields() {
        return JsonSchema.object()
                .with(
                        VERSION,
                        JsonSchema.wholeNumber(0, Integer.MAX_VALUE - 1),
                        "Which one it is, or is to be replaced; 0 where there is none yet")
                .with(
                        TERMINOLOGY,
                        JsonSchema.mapOf(JsonSchema.text()),
                        "What the tenant calls things, by what we call them: {\"location\": \"branch\"}")
                .with(FEATURES, JsonSchema.mapOf(JsonSchema.truth()), "What is switched on or off, by name")
                .with(
                        ATTRIBUTES,
                        JsonSchema.mapOf(JsonSchema.object().build()),
                        "Attributes of the tenant's own as a JSON Schema, by kind of record, such as item");
    }

    /// All of them, in the order in which they are documented.
    public List<Endpoint> endpoints() {
        return List.of(
                Endpoint.get("/v1/tenant-configuration", Access.STOCK_READERS)
                        .named("getTenantConfiguration", KeyEndpoints.TAG, "What the tenant says about itself")
                        .answers(Answer.json(200, CONFIGURATION, "The configuration"))
                        .handledBy(request -> KeyEndpoints.whileStored(request, this::get)),
                Endpoint.put("/v1/tenant-configuration", Access.of(Role.ADMIN))
                        .named("putTenantConfiguration", KeyEndpoints.TAG, "Replace what the tenant says about itself")
                        .described("The version says what is replaced, so that nobody overwrites what he has not seen.")
                        .keepsItsAudit()
                        .reads(Body.json("The whole configuration", BYTES_MAX, CHANGE))
                        .answers(Answer.json(200, CONFIGURATION, "What holds from now on"))
                        .problem(ProblemType.CONFLICT, "It was changed since; read it again")
                        .handledBy(request -> KeyEndpoints.whileStored(request, this::put)));
    }

    private Reply get(Request request) {
        return Reply.json(200, json(request, tenants.find(request.tenant())));
    }

    private static ObjectNode json(Request request, Optional<PostgresTenants.Kept> kept) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("tenant", request.tenant().value())
                .put(VERSION, kept.map(PostgresTenants.Kept::version).orElse(0));
        JsonNode body = kept.<JsonNode>map(one -> parsed(one.body())).orElseGet(JsonNodeFactory.instance::objectNode);
        for (String field : List.of(TERMINOLOGY, FEATURES, ATTRIBUTES)) {
            json.set(field, body.path(field).isObject() ? body.path(field) : JsonNodeFactory.instance.objectNode());
        }
        return json;
    }

    private static JsonNode parsed(String body) {
        try {
            return StrictJson.MAPPER.readTree(body);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("the database keeps JSON as JSON", impossible);
        }
    }

    private Reply put(Request request) {
        BodyReader body = BodyReader.of(request, List.of(VERSION, TERMINOLOGY, FEATURES, ATTRIBUTES));
        int version = body.wholeNumber(VERSION);
        ObjectNode change = JsonNodeFactory.instance.objectNode();
        change.set(TERMINOLOGY, map(body, TERMINOLOGY, JsonNode::isTextual, "a text"));
        change.set(FEATURES, map(body, FEATURES, JsonNode::isBoolean, "true or false"));
        change.set(ATTRIBUTES, map(body, ATTRIBUTES, JsonNode::isObject, "a JSON Schema"));
        body.requireNoErrors();
        Optional<PostgresTenants.Kept> before = tenants.find(request.tenant());
        AuditEntry entry = KeyEndpoints.entry(
                request, clock.instant(), 200, before.map(PostgresTenants.Kept::body), Optional.of(change.toString()));
        Optional<Integer> other = tenants.replace(version, change.toString(), entry);
        if (other.isPresent()) {
            throw new ProblemException(Problem.of(
                    ProblemType.CONFLICT,
                    "The configuration is at version " + other.get() + ", not " + version
                            + ". Read it, apply your change to it, and send that."));
        }
        return Reply.json(200, json(request, Optional.of(new PostgresTenants.Kept(version + 1, change.toString()))));
    }

    private interface Check {
        boolean fits(JsonNode value);
    }

    private static ObjectNode map(BodyReader body, String field, Check check, String what) {
        ObjectNode map = body.object(field);
        if (map.size() > ENTRIES_MAX) {
            body.error(field, "it has " + map.size() + " entries and may have " + ENTRIES_MAX);
        }
        for (Map.Entry<String, JsonNode> entry : map.properties()) {
            if (!check.fits(entry.getValue())) {
                body.error(field + "." + entry.getKey(), "it must be " + what);
            }
        }
        return map;
    }
}
