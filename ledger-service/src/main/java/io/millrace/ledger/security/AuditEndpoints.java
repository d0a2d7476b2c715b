package io.millrace.ledger.security;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.ledger.http.Access;
import io.millrace.ledger.http.Answer;
import io.millrace.ledger.http.Endpoint;
import io.millrace.ledger.http.InvalidField;
import io.millrace.ledger.http.JsonSchema;
import io.millrace.ledger.http.Parameter;
import io.millrace.ledger.http.Problem;
import io.millrace.ledger.http.ProblemException;
import io.millrace.ledger.http.Reply;
import io.millrace.ledger.http.Request;
import io.millrace.ledger.http.Role;
import io.millrace.ledger.http.StrictJson;
import io.millrace.ledger.http.ValueType;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// `/v1/audit`: who did or tried what in a tenant, for its administrators.
public final class AuditEndpoints {
    private static final int LIMIT_MAX = 1_000;
    private static final int LIMIT_DEFAULT = 100;
    private static final Parameter<Instant> FROM =
            Parameter.query("from", ValueType.TIME, "From this time on; from the beginning if left out");
    private static final Parameter<Instant> UNTIL =
            Parameter.query("until", ValueType.TIME, "Before this time; up to now if left out");
    private static final Parameter<String> CURSOR =
            Parameter.query("cursor", ValueType.TEXT, "What the page before gave as next");
    /// No request comes after it.
    private static final String LAST = "~";
    private static final Parameter<String> SUBJECT =
            Parameter.query("subject", ValueType.TEXT, "Only what this user or key did; a key is key:<id>");
    private static final Parameter<String> ACTION =
            Parameter.query("action", ValueType.TEXT, "Only this operation, by its operationId");
    private static final Parameter<Integer> LIMIT = Parameter.query(
            "limit", ValueType.wholeNumber(1, LIMIT_MAX), "How many at most; " + LIMIT_DEFAULT + " if left out");
    private static final JsonSchema ENTRY = JsonSchema.object()
            .with("at", JsonSchema.time(), "When it ended")
            .with("requestId", JsonSchema.text(), "The request, as its answer said in X-Request-Id")
            .with("subject", JsonSchema.text(), "Who it was")
            .optional("keyId", JsonSchema.text(), "The API key, or the key the token was signed with")
            .with("source", JsonSchema.text(), "The address it came from")
            .with("action", JsonSchema.text(), "The operation, by its operationId")
            .with("target", JsonSchema.text(), "The path")
            .with("status", JsonSchema.wholeNumber(), "What was answered")
            .optional("problem", JsonSchema.text(), "The kind of refusal; not there if it was done")
            .optional("before", JsonSchema.object().build(), "What was there before, where that is known")
            .optional("after", JsonSchema.object().build(), "What is there since, where that is known")
            .named("AuditEntry");
    private static final JsonSchema PAGE = JsonSchema.object()
            .with("entries", JsonSchema.arrayOf(ENTRY), "The newest first")
            .optional("next", JsonSchema.text(), "There may be more: ask with it as cursor")
            .named("AuditPage");

    private final PostgresAudit audit;
    private final InstantSource clock;

    public AuditEndpoints(PostgresAudit audit, InstantSource clock) {
        this.audit = audit;
        this.clock = clock;
    }

    /// The endpoint of the audit.
    public List<Endpoint> endpoints() {
        return List.of(Endpoint.get("/v1/audit", Access.of(Role.ADMIN))
                .named("listAudit", KeyEndpoints.TAG, "Who did or tried what")
                .described("Every request that changes something, and every refusal of somebody who was recognised.")
                .parameters(FROM, UNTIL, CURSOR, SUBJECT, ACTION, LIMIT)
                .answers(Answer.json(200, PAGE, "A page of entries"))
                .handledBy(request -> KeyEndpoints.whileStored(request, this::list)));
    }

    private Reply list(Request request) {
        int limit = request.find(LIMIT).orElse(LIMIT_DEFAULT);
        Place place = request.find(CURSOR)
                .map(AuditEndpoints::place)
                .orElseGet(() -> new Place(
                        request.find(UNTIL).orElseGet(() -> clock.instant().plusSeconds(1)), LAST));
        List<AuditEntry> found = audit.find(
                request.tenant(),
                new PostgresAudit.Question(
                        request.find(FROM).orElse(Instant.EPOCH),
                        place.at(),
                        place.request(),
                        request.find(SUBJECT),
                        request.find(ACTION),
                        limit));
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ArrayNode entries = json.putArray("entries");
        found.forEach(entry -> entries.add(json(entry)));
        if (found.size() == limit) {
            json.put("next", found.getLast().at() + "_" + found.getLast().requestId());
        }
        return Reply.json(200, json);
    }

    /// Where a page begins.
    private record Place(Instant at, String request) {}

    private static Place place(String cursor) {
        int split = cursor.indexOf('_');
        if (split > 0) {
            try {
                return new Place(Instant.parse(cursor.substring(0, split)), cursor.substring(split + 1));
            } catch (DateTimeException malformed) {
                throw foreign();
            }
        }
        throw foreign();
    }

    private static ProblemException foreign() {
        return new ProblemException(Problem.invalid(
                List.of(new InvalidField("cursor", "it is not what a page gave as next; leave it out to begin"))));
    }

    private static ObjectNode json(AuditEntry entry) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("at", entry.at().toString())
                .put("requestId", entry.requestId())
                .put("subject", entry.subject());
        entry.keyId().ifPresent(id -> json.put("keyId", id));
        json.put("source", entry.source())
                .put("action", entry.action())
                .put("target", entry.target())
                .put("status", entry.status());
        entry.problem().ifPresent(problem -> json.put("problem", problem));
        embed(json, "before", entry.before());
        embed(json, "after", entry.after());
        return json;
    }

    private static void embed(ObjectNode json, String field, Optional<String> text) {
        if (text.isPresent()) {
            try {
                json.set(field, StrictJson.MAPPER.readTree(text.get()));
            } catch (JsonProcessingException impossible) {
                throw new IllegalStateException("the database keeps JSON as JSON", impossible);
            }
        }
    }
}
