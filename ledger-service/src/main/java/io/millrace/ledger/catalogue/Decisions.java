package io.millrace.ledger.catalogue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.domain.TenantId;
import io.millrace.events.catalog.CatalogCommand;
import io.millrace.events.catalog.CatalogOutcome;
import io.millrace.events.catalog.CatalogStatus;
import io.millrace.events.catalog.Removal;
import io.millrace.ledger.http.Answer;
import io.millrace.ledger.http.Endpoint;
import io.millrace.ledger.http.InvalidField;
import io.millrace.ledger.http.JsonSchema;
import io.millrace.ledger.http.Parameter;
import io.millrace.ledger.http.Problem;
import io.millrace.ledger.http.ProblemException;
import io.millrace.ledger.http.ProblemType;
import io.millrace.ledger.http.Reply;
import io.millrace.ledger.http.Request;
import io.millrace.ledger.http.ValueType;
import io.millrace.topology.catalog.rules.Reason;
import io.millrace.topology.catalog.rules.RecordKind;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Has changes judged by the catalogue, and says in HTTP what came of them.
final class Decisions {
    static final Parameter<String> KEY = Parameter.header(
            "Idempotency-Key",
            ValueType.IDEMPOTENCY_KEY,
            "A name for this request, kept when it is sent again: what was done is then not done twice");
    static final Parameter<Integer> TIMEOUT = Parameter.query(
            "timeoutMillis",
            ValueType.wholeNumber(1, 60_000),
            "How long to wait for what the catalogue decides; 10000 if not said");
    static final Parameter<Long> IF_MATCH = Parameter.header(
            "If-Match",
            new ValueType<>(JsonSchema.text(), Decisions::version),
            "The version that was read, as in its ETag; 0 if there should be no such record yet");
    static final Parameter<String> IF_NONE_MATCH =
            Parameter.header("If-None-Match", ValueType.oneOf(List.of("*")), "* if there should be no such record yet");

    private static final ProblemType VERSION_CONFLICT =
            new ProblemType("version-conflict", 412, "The record is not of the version that was expected");
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration OWN_WRITE_PATIENCE = Duration.ofSeconds(2);
    private static final Pattern VERSION = Pattern.compile("(?:W/)?(\"?)([0-9]{1,18})\\1");
    private static final JsonSchema DECISION = JsonSchema.object()
            .with("id", JsonSchema.text(), "The record's id; parts are joined by |")
            .with(
                    "status",
                    JsonSchema.oneOf(List.of("accepted", "unchanged", "repeated")),
                    "accepted: done now; unchanged: it was like that already; repeated: the same was done before under"
                            + " this Idempotency-Key")
            .with("version", JsonSchema.wholeNumber(), "The record's version after it")
            .named("CatalogueDecision");

    private final CatalogueCommands commands;
    private final CatalogueView view;
    private final Clock clock;

    Decisions(CatalogueCommands commands, CatalogueView view, Clock clock) {
        this.commands = commands;
        this.view = view;
        this.clock = clock;
    }

    Endpoint.Builder declare(Endpoint.Builder endpoint) {
        return endpoint.answers(Answer.json(200, DECISION, "It is done, and committed"))
                .problem(
                        ProblemType.CONFLICT,
                        "It does not fit what else the catalogue holds: a record it names is missing, a code is taken,"
                                + " others refer to it")
                .problem(VERSION_CONFLICT, "The record was changed since it was read; detail says which version it has")
                .problem(ProblemType.UNAVAILABLE, "Kafka does not answer; nothing was done")
                .problem(ProblemType.TIME_OUT, "The catalogue did not decide in time, and may still do so");
    }

    /// The version a request expects, if it expects one.
    ///
    /// @param said by its body
    static Optional<Long> expected(Request request, Optional<Long> said) {
        Optional<Long> matched = request.find(IF_MATCH).or(() -> said);
        boolean differs = said.isPresent() && !matched.equals(said);
        boolean isNew = request.find(IF_NONE_MATCH).isPresent();
        if (differs || (isNew && matched.orElse(0L) != 0)) {
            throw ProblemException.invalid(
                    isNew ? "If-None-Match" : "If-Match",
                    "the request expects two versions at once; say it in one place");
        }
        return isNew ? Optional.of(0L) : matched;
    }

    private static Long version(String text) {
        Matcher matcher = VERSION.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("'" + text + "' is not a version such as \"3\", as an ETag has it");
        }
        return Long.valueOf(matcher.group(2));
    }

    /// Has a change judged.
    Reply decide(Request request, RecordKind<?> kind, String id, Optional<Long> expected, CatalogCommand.Body body) {
        TenantId tenant = request.tenant();
        CatalogOutcome outcome = commands.carryOut(
                new CatalogCommand(
                        commandId(request),
                        tenant.value(),
                        expected.orElse(null),
                        clock.instant(),
                        null,
                        null,
                        null,
                        null,
                        body),
                request.find(TIMEOUT).map(Duration::ofMillis).orElse(PATIENCE));
        if (outcome.status() == CatalogStatus.REJECTED || outcome.status() == CatalogStatus.UNKNOWN) {
            return refusal(outcome);
        }
        long version = Objects.requireNonNullElse(outcome.version(), 0L);
        if (outcome.status() == CatalogStatus.ACCEPTED) {
            view.awaitVersion(kind, tenant, id, version, body instanceof Removal, OWN_WRITE_PATIENCE);
        }
        ObjectNode answer = JsonNodeFactory.instance
                .objectNode()
                .put("id", id)
                .put("status", outcome.status().name().toLowerCase(Locale.ROOT))
                .put("version", version);
        return Reply.json(200, answer).with("ETag", "\"" + version + "\"");
    }

    /// Under an idempotency key the same request has the same identity; other content under it is a conflict.
    private static UUID commandId(Request request) {
        return request.find(KEY)
                .map(key -> UUID.nameUUIDFromBytes(
                        (request.tenant() + "|" + path(request) + "|" + key).getBytes(StandardCharsets.UTF_8)))
                .orElseGet(UUID::randomUUID);
    }

    private static String path(Request request) {
        int query = request.target().indexOf('?');
        return query < 0 ? request.target() : request.target().substring(0, query);
    }

    private static Problem refusal(CatalogOutcome outcome) {
        Reason reason = reason(outcome);
        List<InvalidField> errors = outcome.problems().stream()
                .map(problem -> new InvalidField(problem.field(), problem.detail()))
                .toList();
        ProblemType type = switch (reason) {
            case VERSION_CONFLICT -> VERSION_CONFLICT;
            case NOT_FOUND -> ProblemType.NOT_FOUND;
            case INVALID, INVALID_ATTRIBUTE -> ProblemType.INVALID_REQUEST;
            case CONFLICT, UNKNOWN_TENANT, UNKNOWN_REFERENCE, CODE_TAKEN, CIRCULAR, STILL_REFERRED_TO, LIMIT_REACHED ->
                ProblemType.CONFLICT;
            case UNREADABLE, WRONG_KEY, WRONG_PARTITION -> ProblemType.FAILED;
        };
        String detail = outcome.problems().isEmpty()
                ? "The catalogue refused it: " + reason
                : outcome.problems().getFirst().detail();
        return new Problem(type, reason + ": " + detail, errors, OptionalInt.empty());
    }

    /// A reason of a newer catalogue counts as what a sender can't do anything about.
    private static Reason reason(CatalogOutcome outcome) {
        try {
            return Reason.valueOf(Objects.requireNonNullElse(outcome.reason(), ""));
        } catch (IllegalArgumentException newer) {
            return Reason.UNREADABLE;
        }
    }
}
