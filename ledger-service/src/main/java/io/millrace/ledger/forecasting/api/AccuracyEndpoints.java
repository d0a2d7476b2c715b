package io.millrace.ledger.forecasting.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.domain.LocationId;
import io.millrace.ledger.forecasting.AccuracyView;
import io.millrace.ledger.forecasting.AccuracyView.Tally;
import io.millrace.ledger.http.Access;
import io.millrace.ledger.http.Answer;
import io.millrace.ledger.http.Endpoint;
import io.millrace.ledger.http.JsonSchema;
import io.millrace.ledger.http.Parameter;
import io.millrace.ledger.http.ProblemType;
import io.millrace.ledger.http.Reply;
import io.millrace.ledger.http.Request;
import io.millrace.ledger.http.ValueType;
import io.millrace.topology.forecast.rules.Challenge;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// How forecasts turned out, over HTTP.
final class AccuracyEndpoints {
    private static final int DAYS_USUAL = 56;
    private static final int DAYS_MAX = 400;
    private static final Parameter<LocationId> OF_LOCATION =
            Parameter.query("location", ValueType.LOCATION, "Only of this location");
    private static final Parameter<Integer> DAYS = Parameter.query(
            "days", ValueType.wholeNumber(1, DAYS_MAX), "Of how many of the last days; " + DAYS_USUAL + " if not said");
    private static final JsonSchema CHALLENGE = JsonSchema.object()
            .with("days", JsonSchema.wholeNumber(), "On how many days both were scored")
            .with("served", JsonSchema.number(), "The mean loss of what was served on them")
            .with("loss", JsonSchema.number(), "The mean loss of this method on them")
            .with("standardErrors", JsonSchema.number(), "By how many this method is better; negative if it is worse")
            .with(
                    "promoted",
                    JsonSchema.truth(),
                    "Whether it deserves to be served: better by more than chance explains, over " + Challenge.DAYS_MIN
                            + " days or more")
            .named("ForecastChallenge");
    private static final JsonSchema METHOD = JsonSchema.object()
            .with("method", JsonSchema.text(), "The method, or the source of forecasts from elsewhere")
            .with("served", JsonSchema.truth(), "Whether its forecasts are served")
            .with("scores", JsonSchema.wholeNumber(), "How many forecasts of a day were scored")
            .with("from", JsonSchema.date(), "The first of the days")
            .with("to", JsonSchema.date(), "The last of them")
            .with(
                    "scaledPinball",
                    JsonSchema.number(),
                    "The mean loss of the quantiles 0.5, 0.9, 0.95 and 0.99 ÷ scale")
            .with("rmsse", JsonSchema.number(), "The root of the mean squared error ÷ scale")
            .with("bias", JsonSchema.number(), "Σ(forecast − came) ÷ Σ came; 0 where nothing came")
            .optional("challenge", CHALLENGE, "How it does beside what is served")
            .named("ForecastMethodAccuracy");
    private static final JsonSchema FOUND = JsonSchema.object()
            .with("methods", JsonSchema.arrayOf(METHOD), "Each method that was scored, the best first")
            .named("ForecastAccuracyFound");

    private final AccuracyView accuracy;
    private final Clock clock;

    AccuracyEndpoints(AccuracyView accuracy, Clock clock) {
        this.accuracy = accuracy;
        this.clock = clock;
    }

    List<Endpoint> endpoints() {
        return List.of(Endpoint.get("/v1/forecasts/accuracy", Access.READERS)
                .named("getForecastAccuracy", ForecastingEndpoints.TAG, "How forecasts turned out")
                .described("Each day that closes is held against what was forecast of it before: by the method that is"
                        + " served, by those that are only compared, and by sources elsewhere. Days that ran out of"
                        + " stock are not scored.")
                .parameters(OF_LOCATION, DAYS)
                .answers(Answer.json(200, FOUND, "Each method that was scored"))
                .problem(ProblemType.UNAVAILABLE, "The node still reads what there is")
                .handledBy(this::get));
    }

    private Reply get(Request request) {
        Waiting.requireRead(accuracy);
        LocalDate from = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC)
                .minusDays(request.find(DAYS).orElse(DAYS_USUAL));
        Map<String, List<Tally>> byMethod = new TreeMap<>();
        accuracy.of(request.tenant(), request.find(OF_LOCATION).map(LocationId::value), from)
                .forEach(tally -> byMethod.computeIfAbsent(tally.method(), _ -> new ArrayList<>())
                        .add(tally));
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        ArrayNode methods = answer.putArray("methods");
        byMethod.values().stream()
                .map(AccuracyEndpoints::json)
                .sorted((one, other) -> Double.compare(
                        one.path("scaledPinball").asDouble(),
                        other.path("scaledPinball").asDouble()))
                .forEach(methods::add);
        return Reply.json(200, answer);
    }

    private static ObjectNode json(List<Tally> tallies) {
        long items = tallies.stream().mapToLong(Tally::items).sum();
        double actual = tallies.stream().mapToDouble(Tally::actual).sum();
        double error = tallies.stream().mapToDouble(Tally::error).sum();
        boolean isServed = tallies.getLast().isServed();
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("method", tallies.getFirst().method())
                .put("served", isServed)
                .put("scores", items)
                .put("from", date(tallies, true))
                .put("to", date(tallies, false))
                .put("scaledPinball", tallies.stream().mapToDouble(Tally::loss).sum() / items)
                .put(
                        "rmsse",
                        Math.sqrt(tallies.stream().mapToDouble(Tally::square).sum() / items))
                .put("bias", actual > 0 ? error / actual : 0);
        if (!isServed && tallies.stream().anyMatch(tally -> tally.paired() > 0)) {
            json.set("challenge", json(challenge(tallies)));
        }
        return json;
    }

    private static String date(List<Tally> tallies, boolean isFirst) {
        List<LocalDate> dates = tallies.stream().map(Tally::date).sorted().toList();
        return (isFirst ? dates.getFirst() : dates.getLast()).toString();
    }

    private static Challenge challenge(List<Tally> tallies) {
        Map<LocalDate, Challenge.Day> days = new TreeMap<>();
        tallies.stream()
                .filter(tally -> tally.paired() > 0)
                .forEach(tally -> days.merge(
                        tally.date(),
                        new Challenge.Day(tally.paired(), tally.servedLoss(), tally.pairedLoss()),
                        (one, other) -> new Challenge.Day(
                                one.items() + other.items(),
                                one.champion() + other.champion(),
                                one.challenger() + other.challenger())));
        return Challenge.of(days.values());
    }

    private static ObjectNode json(Challenge challenge) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("days", challenge.days())
                .put("served", challenge.champion())
                .put("loss", challenge.challenger())
                .put("standardErrors", challenge.deviations())
                .put("promoted", challenge.promoted());
    }
}
