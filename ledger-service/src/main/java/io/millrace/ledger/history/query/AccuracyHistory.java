package io.millrace.ledger.history.query;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.domain.LocationId;
import io.millrace.domain.Sku;
import io.millrace.ledger.history.query.AccuracyQuestion.Group;
import io.millrace.ledger.http.Answer;
import io.millrace.ledger.http.Endpoint;
import io.millrace.ledger.http.JsonSchema;
import io.millrace.ledger.http.Parameter;
import io.millrace.ledger.http.ProblemException;
import io.millrace.ledger.http.Reply;
import io.millrace.ledger.http.Request;
import io.millrace.ledger.http.ValueType;
import java.sql.SQLException;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// How forecasts turned out, by what they were about and over time: asked of every score that is kept.
final class AccuracyHistory {
    static final String LIVE = "getForecastAccuracy";

    private static final int LIMIT_DEFAULT = 100;
    private static final int DAYS_USUAL = 56;
    private static final int DAYS_MAX = 400;
    private static final String CSV = "text/csv";
    private static final String WORST = "worst";
    private static final Parameter<List<String>> BY = Parameter.query(
            "by",
            ValueType.someOf(Arrays.stream(Group.values()).map(Group::word).toList()),
            "What to tell apart, separated by commas; method if not said. Any of by, item, method, served, from, to,"
                    + " coverage, sort, format, limit and cursor asks history, which has every score for itself. class is"
                    + " smooth, erratic, intermittent or lumpy, by what came on the days that were scored; horizon is how"
                    + " many days ahead; week begins on the Monday it says");
    private static final Parameter<Sku> ITEM = Parameter.query("item", ValueType.ITEM, "Only of this item");
    private static final Parameter<String> METHOD =
            Parameter.query("method", ValueType.TEXT, "Only of this method, or source of forecasts from elsewhere");
    private static final Parameter<String> SERVED = Parameter.query(
            "served",
            ValueType.oneOf(List.of("true", "false", "any")),
            "Only of what was served, or only of what was compared with it. If not said: what was served, and any where"
                    + " methods are told apart or one is named");
    private static final Parameter<LocalDate> FROM =
            Parameter.query("from", ValueType.DATE, "The first day; 56 days before the last if not said");
    private static final Parameter<LocalDate> TO =
            Parameter.query("to", ValueType.DATE, "The last day, at most 400 after the first; today if not said");
    private static final Parameter<String> COVERAGE = Parameter.query(
            "coverage",
            ValueType.oneOf(List.of("true", "false")),
            "Whether to look up how often the quantiles were enough, which takes most of the time; true if not said");
    private static final Parameter<String> SORT = Parameter.query(
            "sort",
            ValueType.oneOf(List.of("key", WORST)),
            "key, by what the groups are (if not said), or worst, the largest scaledPinball first, on one page");
    private static final Parameter<String> FORMAT =
            Parameter.query("format", ValueType.oneOf(List.of("json", "csv")), "json if not said");
    private static final Parameter<Integer> LIMIT =
            Parameter.query("limit", ValueType.wholeNumber(1, 1_000), "How many groups at most; 100 if not said");
    private static final Parameter<String> CURSOR =
            Parameter.query("cursor", ValueType.TEXT, "What the page before gave as next, asked with the same words");
    private static final List<Parameter<?>> OWN =
            List.of(BY, ITEM, METHOD, SERVED, FROM, TO, COVERAGE, SORT, FORMAT, LIMIT, CURSOR);

    private final HistoryQueries queries;
    private final ForecastQueries forecasts;
    private final InstantSource clock;

    AccuracyHistory(HistoryQueries queries, ForecastQueries forecasts, InstantSource clock) {
        this.queries = queries;
        this.forecasts = forecasts;
        this.clock = clock;
    }

    /// The endpoint of the live view; what is only known one by one is answered from history.
    Endpoint with(Endpoint live) {
        List<Answer> answers = new ArrayList<>(live.answers().stream()
                .map(answer -> answer.status() == 200 ? either(answer) : answer)
                .toList());
        answers.add(Answer.of(200, CSV, "The groups as a table with a heading (with format=csv)"));
        return new Endpoint(
                live.verb(),
                live.path(),
                live.id(),
                live.tag(),
                live.summary(),
                live.description() + " Asked by item, over time or in groups, it is answered from history.",
                live.access(),
                live.isTenants(),
                live.keepsItsAudit(),
                live.checksLocations(),
                Stream.<Parameter<?>>concat(live.parameters().stream(), OWN.stream())
                        .toList(),
                live.body(),
                answers,
                request -> OWN.stream().anyMatch(own -> request.find(own).isPresent())
                        ? then(request, live)
                        : live.handler().handle(request));
    }

    private static Answer either(Answer now) {
        return Answer.json(
                200,
                JsonSchema.anyOf(List.of(now.schema().orElseThrow(), ForecastSchemas.ACCURACY)),
                now.description());
    }

    private Reply then(Request request, Endpoint live) {
        AccuracyQuestion question = question(request, live);
        int limit = request.find(LIMIT).orElse(LIMIT_DEFAULT);
        return HistoryEndpoints.answer(() -> page(request, question, limit));
    }

    private Reply page(Request request, AccuracyQuestion question, int limit) throws SQLException {
        List<ObjectNode> found = forecasts.accuracy(request.tenant(), question, limit);
        List<ObjectNode> groups = found.subList(0, Math.min(limit, found.size()));
        Optional<String> next = found.size() > limit && !question.isWorstFirst()
                ? Optional.of(AccuracyQuestion.cursor(AccuracyRows.keys(groups.getLast(), question.by())))
                : Optional.empty();
        if (request.find(FORMAT).orElse("json").equals("csv")) {
            Reply.Whole table = Reply.text(CSV, AccuracyRows.table(groups, question.by()));
            return next.map(cursor -> table.with("Millrace-Next", cursor)).orElse(table);
        }
        ObjectNode json = HistoryJson.object();
        ArrayNode all = json.putArray("groups");
        groups.forEach(all::add);
        next.ifPresent(cursor -> json.put("next", cursor));
        json.set("freshness", queries.freshness(request.tenant()));
        return Reply.json(200, json);
    }

    private AccuracyQuestion question(Request request, Endpoint live) {
        List<Group> by = request.find(BY).orElse(List.of(Group.METHOD.word())).stream()
                .map(Group::of)
                .distinct()
                .toList();
        LocalDate to = request.find(TO).orElseGet(() -> LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC));
        int days = said(request, live, "days", Integer.class).orElse(DAYS_USUAL);
        LocalDate from = request.find(FROM).orElseGet(() -> to.minusDays(days));
        if (from.isAfter(to) || ChronoUnit.DAYS.between(from, to) > DAYS_MAX) {
            throw ProblemException.invalid(
                    "from",
                    "it is " + from + ", and has to be " + to + " or up to " + DAYS_MAX
                            + " days before that; ask for what is longer in parts");
        }
        boolean isWorstFirst = request.find(SORT).filter(WORST::equals).isPresent();
        if (isWorstFirst && request.find(CURSOR).isPresent()) {
            throw ProblemException.invalid(
                    "cursor", "the worst groups come on one page; take a larger limit, or sort=key");
        }
        return new AccuracyQuestion(
                said(request, live, "location", LocationId.class),
                request.find(ITEM),
                request.find(METHOD),
                served(request, by),
                from,
                to,
                by,
                request.find(COVERAGE).orElse("true").equals("true"),
                isWorstFirst,
                request.find(CURSOR)
                        .map(cursor -> HistoryEndpoints.cursor(cursor, text -> AccuracyQuestion.parse(text, by))));
    }

    /// Figures of what was served and of what was not don't belong into one sum, unless somebody wants it so.
    private static Optional<Boolean> served(Request request, List<Group> by) {
        boolean isToldApart = by.contains(Group.METHOD) || request.find(METHOD).isPresent();
        String wanted = request.find(SERVED).orElse(isToldApart ? "any" : "true");
        return wanted.equals("any") ? Optional.empty() : Optional.of(Boolean.valueOf(wanted));
    }

    /// What a parameter says that the live endpoint has already.
    private static <T> Optional<T> said(Request request, Endpoint live, String name, Class<T> meaning) {
        return live.parameters().stream()
                .filter(parameter -> parameter.name().equals(name))
                .findFirst()
                .flatMap(request::find)
                .map(meaning::cast);
    }
}
