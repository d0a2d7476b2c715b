package io.millrace.ledger.history.query;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.domain.LocationId;
import io.millrace.domain.Sku;
import io.millrace.events.stock.EventKind;
import io.millrace.ledger.history.query.HistoryQueries.Meaning;
import io.millrace.ledger.http.Access;
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
import io.millrace.ledger.http.Tag;
import io.millrace.ledger.http.ValueType;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What can be asked about the past, and lists over all locations.
public final class HistoryEndpoints {
    private static final Logger LOG = LoggerFactory.getLogger(HistoryEndpoints.class);
    static final Tag HISTORY = new Tag(
            "History",
            "What was, and lists over all there is: from PostgreSQL, a moment after the fact. Every answer says how far"
                    + " history is.");
    private static final int LIMIT_DEFAULT = 100;
    private static final Parameter<Integer> LIMIT =
            Parameter.query("limit", ValueType.wholeNumber(1, 1_000), "How many at most; without it 100");
    private static final Parameter<String> CURSOR =
            Parameter.query("cursor", ValueType.TEXT, "What the page before gave as next, asked with the same words");
    private static final Parameter<LocationId> LOCATION =
            Parameter.path("location", ValueType.LOCATION, "The location's id");
    private static final Parameter<Sku> ITEM = Parameter.path("item", ValueType.ITEM, "The item's id");
    private static final Parameter<LocationId> AT =
            Parameter.query("location", ValueType.LOCATION, "Only of this location");
    private static final Parameter<Sku> OF = Parameter.query("item", ValueType.ITEM, "Only of this item");
    private static final Parameter<Instant> FROM =
            Parameter.query("from", ValueType.TIME, "Only what happened then or later");
    private static final Parameter<Instant> TO = Parameter.query("to", ValueType.TIME, "Only what happened before");
    private static final Parameter<String> KIND =
            Parameter.query("kind", ValueType.oneOf(names(EventKind.values())), "Only events of this kind");
    private static final Parameter<LocalDate> FROM_DAY =
            Parameter.query("from", ValueType.DATE, "The first trading day; without it all there are");
    private static final Parameter<LocalDate> TO_DAY =
            Parameter.query("to", ValueType.DATE, "The last trading day; without it all there are");
    private static final Parameter<Instant> AS_OF =
            Parameter.query("asOf", ValueType.TIME, "As of this time, from history; without it right now");
    private static final Parameter<String> MEANING = Parameter.query(
            "meaning",
            ValueType.oneOf(List.of("known", "true")),
            "With asOf: known, what was recorded by then (if not said), or true, what had happened by then as is known"
                    + " today");
    private static final Parameter<String> CATEGORY = Parameter.query(
            "category",
            ValueType.TEXT,
            "Only items of this category and all below it: the hierarchy from the top down, separated by slashes");
    private static final Parameter<String> STATE =
            Parameter.query("state", ValueType.oneOf(words(PositionFilter.State.values())), "Only items that stand so");
    private static final Parameter<String> SORT = Parameter.query(
            "sort", ValueType.oneOf(words(PositionFilter.Sort.values())), "In which order; without it location");
    private static final LocalDate FIRST_DAY = LocalDate.of(1, 1, 1);
    private static final LocalDate LAST_DAY = LocalDate.of(9_999, 12, 31);

    private final HistoryQueries queries;

    public HistoryEndpoints(HistoryQueries queries) {
        this.queries = queries;
    }

    private static List<String> names(Enum<?>[] values) {
        return Arrays.stream(values)
                .map(Enum::name)
                .filter(name -> !name.equals("UNKNOWN"))
                .toList();
    }

    private static List<String> words(Enum<?>[] values) {
        return Arrays.stream(values)
                .map(value -> value.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .toList();
    }

    /// All of them, in the order in which they are documented.
    public List<Endpoint> endpoints() {
        return List.of(positions(), journal(), journalOfPosition(), demand(), checks());
    }

    /// The same endpoints; the one for a position of now answers about any other time, too.
    public List<Endpoint> withTimes(List<Endpoint> endpoints) {
        return endpoints.stream()
                .map(endpoint -> endpoint.id().equals("getPosition") ? withTime(endpoint) : endpoint)
                .toList();
    }

    private Endpoint withTime(Endpoint now) {
        List<Answer> answers = now.answers().stream()
                .map(answer -> answer.status() == 200 ? either(answer) : answer)
                .toList();
        List<Parameter<?>> parameters = Stream.<Parameter<?>>concat(
                        now.parameters().stream(), Stream.of(AS_OF, MEANING))
                .toList();
        return new Endpoint(
                now.verb(),
                now.path(),
                now.id(),
                now.tag(),
                now.summary(),
                now.description() + " With asOf it is answered from history.",
                now.access(),
                now.isTenants(),
                now.keepsItsAudit(),
                now.checksLocations(),
                parameters,
                now.body(),
                answers,
                request -> request.find(AS_OF).isPresent()
                        ? then(request, request.find(AS_OF).get())
                        : now.handler().handle(request));
    }

    private static Answer either(Answer now) {
        return Answer.json(
                200,
                JsonSchema.anyOf(List.of(now.schema().orElseThrow(), HistorySchemas.POSITION_THEN)),
                now.description());
    }

    private Reply then(Request request, Instant asOf) {
        LocationId location = request.get(LOCATION);
        Sku item = request.get(ITEM);
        String meaning = request.find(MEANING).orElse("known");
        return answer(() -> {
            Optional<ObjectNode> found = queries.position(
                    request.tenant(), location, item, asOf, Meaning.valueOf(meaning.toUpperCase(Locale.ROOT)));
            if (found.isEmpty()) {
                return Problem.of(
                        ProblemType.NOT_FOUND,
                        "History has nothing of " + item + " at " + location + " as of " + asOf + ".");
            }
            ObjectNode json = found.get().put("asOf", asOf.toString()).put("meaning", meaning);
            json.set("freshness", queries.freshness(request.tenant()));
            return Reply.json(200, json);
        });
    }

    private Endpoint positions() {
        return declared("/v1/positions", HistorySchemas.POSITIONS, "A page of positions")
                .named("findPositions", HISTORY, "Positions over all locations, filtered and sorted")
                .parameters(AT, OF, CATEGORY, STATE, SORT, LIMIT, CURSOR)
                .handledBy(request -> answer(() -> {
                    int limit = request.find(LIMIT).orElse(LIMIT_DEFAULT);
                    PositionFilter.Sort sort =
                            PositionFilter.Sort.of(request.find(SORT).orElse("location"));
                    PositionFilter filter = new PositionFilter(
                            request.find(AT),
                            request.find(OF),
                            request.find(CATEGORY),
                            request.find(STATE).map(PositionFilter.State::of),
                            sort,
                            request.find(CURSOR)
                                    .map(cursor -> cursor(cursor, text -> PositionFilter.parse(text, sort))));
                    List<ObjectNode> found = queries.positions(request.tenant(), filter, limit);
                    return page(request, "positions", found, limit, last -> next(last, sort));
                }));
    }

    private static String next(ObjectNode last, PositionFilter.Sort sort) {
        String location = last.get("location").textValue();
        String item = last.get("item").textValue();
        return PositionFilter.cursor(
                switch (sort) {
                    case LOCATION -> List.of(location, item);
                    case ITEM -> List.of(item, location);
                    case AVAILABLE, AVAILABLE_DOWN ->
                        List.of(
                                last.get("available")
                                        .decimalValue()
                                        .movePointRight(3)
                                        .toBigInteger()
                                        .toString(),
                                location,
                                item);
                    case LONGEST_OUT -> List.of(last.get("outOfStockSince").textValue(), location, item);
                });
    }

    private Endpoint journal() {
        return declared("/v1/journal", HistorySchemas.JOURNAL, "A page of the journal")
                .named("findJournal", HISTORY, "What happened at a location, or to an item")
                .described("The newest first. Either location or item must be given.")
                .parameters(AT, OF, KIND, FROM, TO, LIMIT, CURSOR)
                .handledBy(request -> {
                    if (request.find(AT).isEmpty() && request.find(OF).isEmpty()) {
                        return Problem.invalid(
                                List.of(new InvalidField("location", "either location or item must be given")));
                    }
                    return journal(request, request.find(AT), request.find(OF));
                });
    }

    private Endpoint journalOfPosition() {
        return declared(
                        "/v1/positions/{location}/{item}/journal",
                        HistorySchemas.JOURNAL,
                        "A page of the journal; empty if nothing happened")
                .named("getPositionJournal", HISTORY, "What happened to an item at a location")
                .described("The newest first.")
                .parameters(LOCATION, ITEM, KIND, FROM, TO, LIMIT, CURSOR)
                .handledBy(request ->
                        journal(request, Optional.of(request.get(LOCATION)), Optional.of(request.get(ITEM))));
    }

    private Reply journal(Request request, Optional<LocationId> location, Optional<Sku> item) {
        return answer(() -> {
            int limit = request.find(LIMIT).orElse(LIMIT_DEFAULT);
            JournalFilter filter = new JournalFilter(
                    location,
                    item,
                    request.find(KIND),
                    request.find(FROM),
                    request.find(TO),
                    request.find(CURSOR).map(cursor -> cursor(cursor, JournalFilter.After::parse)));
            List<ObjectNode> found = queries.journal(request.tenant(), filter, limit);
            return page(request, "entries", found, limit, JournalFilter::next);
        });
    }

    private Endpoint demand() {
        return declared(
                        "/v1/positions/{location}/{item}/demand",
                        HistorySchemas.DEMAND,
                        "The days; empty if there was no demand")
                .named("getPositionDemand", HISTORY, "The daily demand of an item at a location")
                .parameters(LOCATION, ITEM, FROM_DAY, TO_DAY, LIMIT, CURSOR)
                .handledBy(request -> answer(() -> {
                    int limit = request.find(LIMIT).orElse(LIMIT_DEFAULT);
                    LocalDate from = request.find(CURSOR)
                            .map(cursor -> cursor(cursor, LocalDate::parse).plusDays(1))
                            .or(() -> request.find(FROM_DAY))
                            .orElse(FIRST_DAY);
                    List<ObjectNode> found = queries.demand(
                            request.tenant(),
                            request.get(LOCATION),
                            request.get(ITEM),
                            from,
                            request.find(TO_DAY).orElse(LAST_DAY),
                            limit);
                    return page(
                            request,
                            "days",
                            found,
                            limit,
                            last -> last.get("businessDate").textValue());
                }));
    }

    private Endpoint checks() {
        return declared("/v1/proof/history", HistorySchemas.CHECKS, "The last comparisons")
                .named("getHistoryProof", HISTORY, "The proof that history has what the ledger has")
                .described("The changes in the journal's rows are added up and held against the ledger's own sums.")
                .handledBy(request -> answer(() -> {
                    ObjectNode json = HistoryJson.object();
                    ArrayNode checks = json.putArray("checks");
                    queries.checks(request.tenant()).forEach(checks::add);
                    json.set("freshness", queries.freshness(request.tenant()));
                    return Reply.json(200, json);
                }));
    }

    private static Endpoint.Builder declared(String path, JsonSchema schema, String what) {
        return Endpoint.get(path, Access.READERS)
                .answers(Answer.json(200, schema, what))
                .problem(ProblemType.UNAVAILABLE, "PostgreSQL is away; live queries and events are not affected");
    }

    private Reply page(
            Request request, String name, List<ObjectNode> found, int limit, Function<ObjectNode, String> next)
            throws SQLException {
        ObjectNode json = HistoryJson.object();
        ArrayNode page = json.putArray(name);
        new ArrayList<>(found.subList(0, Math.min(limit, found.size()))).forEach(page::add);
        if (found.size() > limit) {
            json.put("next", next.apply(found.get(limit - 1)));
        }
        json.set("freshness", queries.freshness(request.tenant()));
        return Reply.json(200, json);
    }

    static <T> T cursor(String text, Function<String, T> parse) {
        try {
            return parse.apply(text);
        } catch (IllegalArgumentException | DateTimeException notOurs) {
            LOG.debug("Not a cursor", notOurs);
            throw ProblemException.invalid("cursor", JournalFilter.NOT_OURS);
        }
    }

    /// Asks the database.
    @FunctionalInterface
    interface Question {
        Reply ask() throws SQLException;
    }

    static Reply answer(Question question) {
        try {
            return question.ask();
        } catch (SQLException away) {
            LOG.warn("History can't be asked", away);
            return Problem.of(
                            ProblemType.UNAVAILABLE,
                            "History can't be read just now: PostgreSQL does not answer as it should. Ask again.")
                    .retryAfter(1);
        }
    }
}
