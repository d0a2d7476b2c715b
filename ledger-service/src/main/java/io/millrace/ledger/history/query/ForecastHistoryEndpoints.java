package io.millrace.ledger.history.query;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.domain.LocationId;
import io.millrace.domain.Sku;
import io.millrace.ledger.history.query.ForecastQueries.PastQuestion;
import io.millrace.ledger.http.Access;
import io.millrace.ledger.http.Answer;
import io.millrace.ledger.http.Endpoint;
import io.millrace.ledger.http.Parameter;
import io.millrace.ledger.http.ProblemType;
import io.millrace.ledger.http.Reply;
import io.millrace.ledger.http.Request;
import io.millrace.ledger.http.ValueType;
import java.sql.SQLException;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/// What can be asked about past forecasts, how they turned out, and the demand they learned from.
public final class ForecastHistoryEndpoints {
    private static final int LIMIT_DEFAULT = 20;
    private static final Parameter<LocationId> LOCATION =
            Parameter.path("location", ValueType.LOCATION, "The location's id");
    private static final Parameter<Sku> ITEM = Parameter.path("item", ValueType.ITEM, "The item's id");
    private static final Parameter<LocalDate> DAY =
            Parameter.query("day", ValueType.DATE, "What was forecast of this day; of all days if not said");
    private static final Parameter<LocalDate> AS_OF = Parameter.query(
            "asOf", ValueType.DATE, "Only forecasts that were made by the end of this day, in UTC; all if not said");
    private static final Parameter<Integer> LIMIT = Parameter.query(
            "limit",
            ValueType.wholeNumber(1, 400),
            "How many at most; 20 if not said. With asOf and limit=1 it is what was served at the end of that day");
    private static final Parameter<String> CURSOR =
            Parameter.query("cursor", ValueType.TEXT, "What the page before gave as next, asked with the same words");

    private final HistoryQueries queries;
    private final ForecastQueries forecasts;
    private final AccuracyHistory accuracy;

    public ForecastHistoryEndpoints(HistoryQueries queries, ForecastQueries forecasts, InstantSource clock) {
        this.queries = queries;
        this.forecasts = forecasts;
        this.accuracy = new AccuracyHistory(queries, forecasts, clock);
    }

    /// All of them, in the order in which they are documented.
    public List<Endpoint> endpoints() {
        return List.of(past(), new DemandExport(forecasts).endpoint());
    }

    /// The same endpoints; the one for the accuracy of forecasts answers by item and over time, too.
    public List<Endpoint> withAccuracy(List<Endpoint> endpoints) {
        return endpoints.stream()
                .map(endpoint -> endpoint.id().equals(AccuracyHistory.LIVE) ? accuracy.with(endpoint) : endpoint)
                .toList();
    }

    private Endpoint past() {
        return Endpoint.get("/v1/forecasts/series/{location}/{item}/past", Access.READERS)
                .named("getPastForecasts", HistoryEndpoints.HISTORY, "What was forecast of an item, and when")
                .described("Every forecast that was served, the newest first, as it was made: without what planners"
                        + " changed.")
                .parameters(LOCATION, ITEM, DAY, AS_OF, LIMIT, CURSOR)
                .answers(Answer.json(200, ForecastSchemas.PAST, "The forecasts; none if none is kept"))
                .problem(ProblemType.UNAVAILABLE, "PostgreSQL is away; forecasts are served without it")
                .handledBy(request -> HistoryEndpoints.answer(() -> past(request)));
    }

    private Reply past(Request request) throws SQLException {
        int limit = request.find(LIMIT).orElse(LIMIT_DEFAULT);
        Optional<LocalDate> day = request.find(DAY);
        PastQuestion question = new PastQuestion(
                request.get(LOCATION),
                request.get(ITEM),
                day,
                request.find(AS_OF),
                request.find(CURSOR).map(cursor -> HistoryEndpoints.cursor(cursor, PastRows.After::parse)));
        List<ObjectNode> found = forecasts.past(request.tenant(), question, limit);
        ObjectNode json = HistoryJson.object();
        ArrayNode page = json.putArray("forecasts");
        found.stream().limit(limit).forEach(page::add);
        if (found.size() > limit) {
            json.put("next", PastRows.next(found.get(limit - 1)));
        }
        if (day.isPresent()) {
            forecasts
                    .came(request.tenant(), question.location(), question.item(), day.get())
                    .ifPresent(units -> json.put("came", units));
        }
        json.set("freshness", queries.freshness(request.tenant()));
        return Reply.json(200, json);
    }
}
