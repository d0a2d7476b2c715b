package io.millrace.ledger.security;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.domain.LocationId;
import io.millrace.ledger.http.Access;
import io.millrace.ledger.http.Answer;
import io.millrace.ledger.http.Body;
import io.millrace.ledger.http.Endpoint;
import io.millrace.ledger.http.JsonSchema;
import io.millrace.ledger.http.Parameter;
import io.millrace.ledger.http.Problem;
import io.millrace.ledger.http.ProblemException;
import io.millrace.ledger.http.ProblemType;
import io.millrace.ledger.http.Reply;
import io.millrace.ledger.http.Request;
import io.millrace.ledger.http.Role;
import io.millrace.ledger.http.Tag;
import io.millrace.ledger.http.ValueType;
import io.millrace.ledger.security.ApiKey.Times;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// `/v1/api-keys`: keys for tills and services, made, listed and revoked by a tenant's administrators.
public final class KeyEndpoints {
    static final Tag TAG = new Tag("Security", "Keys of a tenant, and who did what.");

    private static final int BYTES_MAX = 64 * 1024;
    private static final int NAME_MAX = 100;
    private static final List<String> FIELDS = List.of("name", "roles", "locations", "expiresAt");
    static final JsonSchema ROLES = JsonSchema.arrayOf(
            JsonSchema.oneOf(Role.ofTenants().stream().sorted().map(Role::word).toList()));
    private static final JsonSchema ASKED = JsonSchema.object()
            .with("name", JsonSchema.text(), "What it is for, such as till 7 in store-1")
            .with("roles", ROLES, "What it may do; a till has pos")
            .optional(
                    "locations",
                    JsonSchema.arrayOf(ValueType.IDENTIFIER, 1, 1_000),
                    "Where it may be used; everywhere if left out")
            .optional("expiresAt", JsonSchema.time(), "Until when; until it is revoked if left out")
            .closed()
            .named("ApiKeyRequest");
    private static final JsonSchema KEY = JsonSchema.object()
            .with("id", JsonSchema.text(), "Its name in the audit and for revoking it")
            .with("name", JsonSchema.text(), "What it is for")
            .with("roles", ROLES, "What it may do")
            .optional("locations", JsonSchema.arrayOf(ValueType.IDENTIFIER), "Where it may be used; else everywhere")
            .with("createdBy", JsonSchema.text(), "Who made it")
            .with("createdAt", JsonSchema.time(), "When it was made")
            .optional("expiresAt", JsonSchema.time(), "Until when it is good")
            .optional("revokedAt", JsonSchema.time(), "When it was revoked")
            .optional("lastUsedAt", JsonSchema.time(), "When it was used last, to the minute")
            .optional("key", JsonSchema.text(), "The key itself: shown this once and kept nowhere")
            .named("ApiKey");
    private static final JsonSchema KEYS = JsonSchema.object()
            .with("keys", JsonSchema.arrayOf(KEY), "All keys, the newest first")
            .named("ApiKeys");
    private static final Parameter<String> ID = Parameter.path(
            "key", new ValueType<>(JsonSchema.matching("[0-9a-f]{16}"), KeyEndpoints::id), "The id of the key");

    private final KeyStore store;
    private final ApiKeys keys;
    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();

    public KeyEndpoints(KeyStore store, ApiKeys keys, InstantSource clock) {
        this.store = store;
        this.keys = keys;
        this.clock = clock;
    }

    /// All of them, in the order in which they are documented.
    public List<Endpoint> endpoints() {
        Access access = Access.of(Role.ADMIN);
        return List.of(
                Endpoint.post("/v1/api-keys", access)
                        .named("postApiKey", TAG, "Make a key for a till or a service")
                        .described("The answer holds the key. It is shown this once: only its hash is kept.")
                        .keepsItsAudit()
                        .reads(Body.json("What the key may do", BYTES_MAX, ASKED))
                        .answers(Answer.json(201, KEY, "The key"))
                        .handledBy(request -> whileStored(request, this::create)),
                Endpoint.get("/v1/api-keys", access)
                        .named("listApiKeys", TAG, "The keys there are, without their secrets")
                        .answers(Answer.json(200, KEYS, "The keys"))
                        .handledBy(request -> whileStored(request, this::list)),
                Endpoint.delete("/v1/api-keys/{key}", access)
                        .named("deleteApiKey", TAG, "Revoke a key, on every node within a second")
                        .keepsItsAudit()
                        .parameters(ID)
                        .answers(Answer.empty(204, "It is revoked"))
                        .problem(ProblemType.NOT_FOUND, "There is no such key that is not revoked")
                        .handledBy(request -> whileStored(request, this::revoke)));
    }

    static Reply whileStored(Request request, Function<Request, Reply> handler) {
        try {
            return handler.apply(request);
        } catch (StoreAwayException away) {
            throw Refusals.away("The database does not answer right now; nothing was changed.");
        }
    }

    private Reply create(Request request) {
        BodyReader body = BodyReader.of(request, FIELDS);
        Instant now = clock.instant();
        String name = body.text("name", NAME_MAX);
        Set<Role> roles = roles(body);
        Optional<Set<LocationId>> locations =
                body.list("locations", LocationId::of).map(HashSet::new);
        Optional<Instant> expiresAt = body.find("expiresAt", ValueType.TIME.parse());
        if (expiresAt.filter(end -> !end.isAfter(now)).isPresent()) {
            body.error("expiresAt", "it is over already");
        }
        body.requireNoErrors();
        KeyText text = KeyText.random(request.tenant(), random);
        ApiKey key = new ApiKey(
                text.id(),
                request.tenant(),
                name,
                roles,
                locations,
                request.principal().subject(),
                new Times(now, expiresAt, Optional.empty(), Optional.empty()));
        ObjectNode json = json(key);
        store.add(
                new KeyStore.Kept(key, text.hash()),
                entry(request, now, 201, Optional.empty(), Optional.of(json.toString())));
        keys.forget(request.tenant(), text.id());
        return Reply.json(201, json.put("key", text.text()));
    }

    /// The roles that a body names; nobody can grant what no tenant has.
    static Set<Role> roles(BodyReader body) {
        Set<Role> roles = EnumSet.noneOf(Role.class);
        Optional<List<Role>> named = body.list("roles", Role::granted);
        named.ifPresentOrElse(roles::addAll, () -> body.error("roles", "it must be a list of roles"));
        return roles;
    }

    private Reply list(Request request) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ArrayNode array = json.putArray("keys");
        store.list(request.tenant()).forEach(key -> array.add(json(key)));
        return Reply.json(200, json);
    }

    private Reply revoke(Request request) {
        String id = request.get(ID);
        AuditEntry entry =
                entry(request, clock.instant(), 204, Optional.of("{\"id\":\"" + id + "\"}"), Optional.empty());
        boolean isRevoked = store.revoke(request.tenant(), id, entry);
        keys.forget(request.tenant(), id);
        if (!isRevoked) {
            throw new ProblemException(
                    Problem.of(ProblemType.NOT_FOUND, "There is no key " + id + " that is not revoked."));
        }
        return Reply.empty(204);
    }

    /// What a request did, to be written together with it.
    static AuditEntry entry(Request request, Instant now, int status, Optional<String> before, Optional<String> after) {
        return new AuditEntry(
                request.caller().requestId(),
                now,
                request.tenant(),
                request.principal().subject(),
                request.principal().keyId(),
                request.caller().source(),
                request.operation(),
                request.target(),
                status,
                Optional.empty(),
                before,
                after);
    }

    private static ObjectNode json(ApiKey key) {
        ObjectNode json =
                JsonNodeFactory.instance.objectNode().put("id", key.id()).put("name", key.name());
        ArrayNode roles = json.putArray("roles");
        key.roles().stream().sorted().map(Role::word).forEach(roles::add);
        key.locations().ifPresent(places -> {
            ArrayNode locations = json.putArray("locations");
            places.stream().map(LocationId::value).sorted().forEach(locations::add);
        });
        json.put("createdBy", key.createdBy())
                .put("createdAt", key.times().createdAt().toString());
        key.times().expiresAt().ifPresent(at -> json.put("expiresAt", at.toString()));
        key.times().revokedAt().ifPresent(at -> json.put("revokedAt", at.toString()));
        key.times().lastUsedAt().ifPresent(at -> json.put("lastUsedAt", at.toString()));
        return json;
    }

    private static String id(String text) {
        if (!text.matches("[0-9a-f]{16}")) {
            throw new IllegalArgumentException("a key's id has 16 of the letters 0-9 and a-f");
        }
        return text;
    }
}
