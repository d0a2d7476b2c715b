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
import io.millrace.ledger.http.ValueType;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// `/v1/members`: who belongs to a tenant and what they may do there, for its administrators.
public final class MemberEndpoints {
    static final String SUBJECT_FORM = "[!-.0-~]{1,200}";

    private static final int BYTES_MAX = 64 * 1024;
    private static final List<String> FIELDS = List.of("version", "roles", "locations");
    private static final JsonSchema PUT = JsonSchema.object()
            .with(
                    "version",
                    JsonSchema.wholeNumber(0, Integer.MAX_VALUE - 1),
                    "Which version is replaced; 0 for somebody who is no member yet")
            .with("roles", KeyEndpoints.ROLES, "What they may do")
            .optional(
                    "locations",
                    JsonSchema.arrayOf(ValueType.IDENTIFIER, 1, 1_000),
                    "Where they may do it; everywhere if left out")
            .closed()
            .named("MemberChange");
    private static final JsonSchema MEMBER = JsonSchema.object()
            .with("subject", JsonSchema.text(), "Who it is, as the issuer of tokens calls them (sub)")
            .with("roles", KeyEndpoints.ROLES, "What they may do")
            .optional("locations", JsonSchema.arrayOf(ValueType.IDENTIFIER), "Where; else everywhere")
            .with("version", JsonSchema.wholeNumber(), "Counts the changes")
            .with("addedBy", JsonSchema.text(), "Who made them a member")
            .with("addedAt", JsonSchema.time(), "When that was")
            .with("changedBy", JsonSchema.text(), "Who changed it last")
            .with("changedAt", JsonSchema.time(), "When that was")
            .named("Member");
    private static final JsonSchema MEMBERS = JsonSchema.object()
            .with("members", JsonSchema.arrayOf(MEMBER), "All members, by their names")
            .named("Members");
    private static final Parameter<String> SUBJECT = Parameter.path(
            "subject",
            new ValueType<>(JsonSchema.matching(SUBJECT_FORM), MemberEndpoints::subject),
            "Who it is, as the issuer of tokens calls them (sub)");
    private static final Parameter<Integer> VERSION = Parameter.query(
            "version", ValueType.wholeNumber(1, Integer.MAX_VALUE - 1), "Only if this is the version; any if left out");

    private final MemberStore store;
    private final KnownMembers known;
    private final InstantSource clock;

    public MemberEndpoints(MemberStore store, KnownMembers known, InstantSource clock) {
        this.store = store;
        this.known = known;
        this.clock = clock;
    }

    /// All of them, in the order in which they are documented.
    public List<Endpoint> endpoints() {
        Access access = Access.of(Role.ADMIN);
        return List.of(
                Endpoint.get("/v1/members", access)
                        .named("listMembers", KeyEndpoints.TAG, "Who belongs to the tenant, and what they may do")
                        .answers(Answer.json(200, MEMBERS, "The members"))
                        .handledBy(request -> KeyEndpoints.whileStored(request, this::list)),
                Endpoint.put("/v1/members/{subject}", access)
                        .named("putMember", KeyEndpoints.TAG, "Make somebody a member, or change what they may do")
                        .described("It holds on every node within a second, where security.roles.from is memberships.")
                        .keepsItsAudit()
                        .parameters(SUBJECT)
                        .reads(Body.json("What they may do", BYTES_MAX, PUT))
                        .answers(Answer.json(200, MEMBER, "The member"))
                        .problem(ProblemType.CONFLICT, "They were changed since, or are the last administrator")
                        .handledBy(request -> KeyEndpoints.whileStored(request, this::put)),
                Endpoint.delete("/v1/members/{subject}", access)
                        .named("deleteMember", KeyEndpoints.TAG, "End a membership, on every node within a second")
                        .keepsItsAudit()
                        .parameters(SUBJECT, VERSION)
                        .answers(Answer.empty(204, "They are no member any more"))
                        .problem(ProblemType.NOT_FOUND, "They are no member")
                        .problem(ProblemType.CONFLICT, "They were changed since, or are the last administrator")
                        .handledBy(request -> KeyEndpoints.whileStored(request, this::remove)));
    }

    private Reply list(Request request) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ArrayNode array = json.putArray("members");
        store.list(request.tenant()).forEach(member -> array.add(json(member)));
        return Reply.json(200, json);
    }

    private Reply put(Request request) {
        BodyReader body = BodyReader.of(request, FIELDS);
        int version = body.wholeNumber("version");
        Set<Role> roles = KeyEndpoints.roles(body);
        Optional<Set<LocationId>> locations =
                body.list("locations", LocationId::of).map(HashSet::new);
        body.requireNoErrors();
        Membership.Trace trace = new Membership.Trace(request.principal().subject(), clock.instant());
        Membership wanted =
                new Membership(request.tenant(), request.get(SUBJECT), roles, locations, version + 1, trace, trace);
        MemberStore.Change change = store.put(wanted, entry(request, 200, Optional.of(wanted)));
        known.forget(wanted.subject());
        return switch (change) {
            case MemberStore.Change.Done(var member) -> Reply.json(200, json(member));
            case MemberStore.Change.OtherVersion(var other) -> otherVersion(wanted.subject(), version, other);
            case MemberStore.Change.LastAdmin() -> lastAdmin(wanted.subject());
        };
    }

    private Reply remove(Request request) {
        String subject = request.get(SUBJECT);
        Optional<Integer> version = request.find(VERSION);
        MemberStore.Change change =
                store.remove(request.tenant(), subject, version, entry(request, 204, Optional.empty()));
        known.forget(subject);
        return switch (change) {
            case MemberStore.Change.Done _ -> Reply.empty(204);
            case MemberStore.Change.OtherVersion(var other)
            when other == 0 ->
                throw new ProblemException(
                        Problem.of(ProblemType.NOT_FOUND, subject + " is no member. GET /v1/members lists them all."));
            case MemberStore.Change.OtherVersion(var other) -> otherVersion(subject, version.orElse(0), other);
            case MemberStore.Change.LastAdmin() -> lastAdmin(subject);
        };
    }

    private Function<Optional<Membership>, AuditEntry> entry(Request request, int status, Optional<Membership> after) {
        return before -> KeyEndpoints.entry(
                request,
                clock.instant(),
                status,
                before.map(member -> json(member).toString()),
                after.map(member ->
                        json(before.map(member::addedAs).orElse(member)).toString()));
    }

    private static Reply otherVersion(String subject, int expected, int other) {
        throw new ProblemException(Problem.of(
                ProblemType.CONFLICT,
                other == 0
                        ? subject + " is no member, and you expected version " + expected + ". Send version 0."
                        : subject + " is at version " + other + ", not " + expected
                                + ". Read it, and send your change with that."));
    }

    private static Reply lastAdmin(String subject) {
        throw new ProblemException(Problem.of(
                ProblemType.CONFLICT,
                subject + " is the last administrator of this tenant, and it would have none any more."
                        + " Make somebody else one first."));
    }

    static ObjectNode json(Membership member) {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("subject", member.subject());
        describe(json, member.roles(), member.locations());
        return json.put("version", member.version())
                .put("addedBy", member.added().by())
                .put("addedAt", member.added().at().toString())
                .put("changedBy", member.changed().by())
                .put("changedAt", member.changed().at().toString());
    }

    /// What somebody may do, and where.
    static void describe(ObjectNode json, Set<Role> roles, Optional<Set<LocationId>> locations) {
        ArrayNode words = json.putArray("roles");
        roles.stream().sorted().map(Role::word).forEach(words::add);
        locations.ifPresent(places -> {
            ArrayNode array = json.putArray("locations");
            places.stream().map(LocationId::value).sorted().forEach(array::add);
        });
    }

    /// Who a member is.
    ///
    /// @throws IllegalArgumentException if nobody can be called so
    static String subject(String text) {
        if (!text.matches(SUBJECT_FORM)) {
            throw new IllegalArgumentException("a subject has 1 to 200 visible ASCII characters, and no slash");
        }
        return text;
    }
}
