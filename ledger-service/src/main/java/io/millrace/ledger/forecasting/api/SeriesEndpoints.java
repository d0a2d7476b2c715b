package io.millrace.ledger.forecasting.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.domain.ItemKey;
import io.millrace.domain.LaneKey;
import io.millrace.domain.LocationId;
import io.millrace.domain.Sku;
import io.millrace.events.demand.Forecast;
import io.millrace.events.demand.ForecastOverride;
import io.millrace.events.demand.ForecastStep;
import io.millrace.forecasting.QuantileCurve;
import io.millrace.forecasting.Span;
import io.millrace.ledger.forecasting.Absence;
import io.millrace.ledger.forecasting.ForecastView;
import io.millrace.ledger.forecasting.OverridesView;
import io.millrace.ledger.http.Access;
import io.millrace.ledger.http.Answer;
import io.millrace.ledger.http.Endpoint;
import io.millrace.ledger.http.JsonSchema;
import io.millrace.ledger.http.Parameter;
import io.millrace.ledger.http.Problem;
import io.millrace.ledger.http.ProblemException;
import io.millrace.ledger.http.ProblemType;
import io.millrace.ledger.http.Reply;
import io.millrace.ledger.http.Request;
import io.millrace.ledger.http.ValueType;
import io.millrace.schemas.avro.JsonView;
import io.millrace.topology.forecast.ForecastRecords;
import io.millrace.topology.forecast.Overrides;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Stream;

/// What is forecast of an item at a location, day by day and over any span of days.
final class SeriesEndpoints {
    static final Parameter<LocationId> LOCATION = Parameter.path("location", ValueType.LOCATION, "The location's id");
    static final Parameter<Sku> ITEM = Parameter.path("item", ValueType.ITEM, "The item's id");

    private static final List<Double> LEVELS_USUAL = List.of(0.5, 0.9, 0.95, 0.99);
    private static final ValueType<List<Double>> LEVELS_TYPE =
            new ValueType<>(JsonSchema.matching("0?\\.[0-9]+(?:,0?\\.[0-9]+)*"), SeriesEndpoints::parseLevels);
    private static final Parameter<LocalDate> FROM = Parameter.query(
            "from", ValueType.DATE, "The first day of a span whose sum is asked for; the first forecast if not said");
    private static final Parameter<LocalDate> TO =
            Parameter.query("to", ValueType.DATE, "The last day of the span; the last forecast if not said");
    private static final Parameter<List<Double>> LEVELS = Parameter.query(
            "levels", LEVELS_TYPE, "Which quantiles, separated by commas; 0.5,0.9,0.95,0.99 if not said");
    private static final JsonSchema QUANTILES = JsonSchema.arrayOf(JsonSchema.object()
            .with("level", JsonSchema.number(), "The probability")
            .with("value", JsonSchema.number(), "What demand stays at or below with it")
            .named("ForecastQuantile"));
    private static final JsonSchema SUM = JsonSchema.object()
            .with("from", JsonSchema.date(), "The first day")
            .with("to", JsonSchema.date(), "The last day")
            .with("mean", JsonSchema.number(), "What is expected")
            .with("baseline", JsonSchema.number(), "What would be, without overrides")
            .with("quantiles", QUANTILES, "The distribution; not the sum of the days', for they are not independent")
            .named("ForecastOfSpan");
    private static final JsonSchema STEP = JsonSchema.object()
            .with("date", JsonSchema.date(), "The day")
            .with("mean", JsonSchema.number(), "What is expected")
            .with("baseline", JsonSchema.number(), "What would be, without overrides")
            .with("quantiles", QUANTILES, "The distribution")
            .named("ForecastOfDay");
    private static final JsonSchema FOUND = JsonSchema.object()
            .with("locationId", ValueType.IDENTIFIER, "The location")
            .with("itemId", ValueType.IDENTIFIER, "The item")
            .with("madeAt", JsonSchema.time(), "When it was made")
            .with("dataUpTo", JsonSchema.date(), "The last day whose demand it has seen")
            .optional("dataVersion", JsonSchema.wholeNumber(), "How much of the demand it has seen")
            .optional("runId", ValueType.IDENTIFIER, "The run it was made in")
            .with("method", JsonSchema.text(), "The method that made it")
            .with("version", JsonSchema.wholeNumber(), "Counts the forecasts of this series")
            .with("days", JsonSchema.arrayOf(STEP), "The days, in order, with overrides")
            .with("sum", SUM, "All of the span that was asked for together: what orders are computed from")
            .with("overrides", JsonSchema.arrayOf(OverrideEndpoints.CHANGE), "What planners changed")
            .with("explanation", JsonSchema.mapOf(JsonSchema.text()), "Why this method and these numbers")
            .named("SeriesForecast");

    private final ForecastView forecasts;
    private final OverridesView overrides;
    private final Absence absence;

    SeriesEndpoints(ForecastView forecasts, OverridesView overrides, Absence absence) {
        this.forecasts = forecasts;
        this.overrides = overrides;
        this.absence = absence;
    }

    List<Endpoint> endpoints() {
        return List.of(Endpoint.get("/v1/forecasts/series/{location}/{item}", Access.READERS)
                .named("getForecast", ForecastingEndpoints.TAG, "What is forecast of an item at a location")
                .described(
                        "Day by day, and over a span of days together: the quantile of a sum is what an order up to a"
                                + " level needs, and more than quantiles of days tell.")
                .parameters(LOCATION, ITEM, FROM, TO, LEVELS)
                .answers(Answer.json(200, FOUND, "The forecast"))
                .problem(ProblemType.NOT_FOUND, "Nothing is forecast of this item at this location")
                .problem(ProblemType.UNAVAILABLE, "The node still reads what there is")
                .handledBy(this::get));
    }

    private Reply get(Request request) {
        Waiting.requireRead(forecasts);
        Waiting.requireRead(overrides);
        ItemKey key = new ItemKey(new LaneKey(request.tenant(), request.get(LOCATION)), request.get(ITEM));
        Forecast told = forecasts.read(key).orElseThrow(() -> new ProblemException(nothing(key)));
        return Reply.json(200, json(request, told, overrides.of(key, told.dataUpTo())));
    }

    private Problem nothing(ItemKey key) {
        String why = absence.whyNot(key).map(words -> ": " + words).orElse("");
        return Problem.of(
                ProblemType.NOT_FOUND,
                "Nothing is forecast of item '" + key.item() + "' at location '"
                        + key.lane().location() + "'" + why
                        + ". Forecasts are made once a day with a sale of it has closed, or by POST"
                        + " /v1/forecasts/runs.");
    }

    private static ObjectNode json(Request request, Forecast told, List<ForecastOverride> changes) {
        List<Double> levels = request.find(LEVELS).orElse(LEVELS_USUAL);
        io.millrace.forecasting.Forecast baseline = ForecastRecords.forecast(told);
        LocalDate first = told.steps().getFirst().date();
        io.millrace.forecasting.Forecast forecast = Overrides.applied(baseline, first, changes);
        Span span = span(request, told);
        // The record itself, without what only programs that compute with it need.
        ObjectNode answer = JsonView.of(told);
        answer.remove(List.of("tenantId", "methodVersion", "steps", "sums", "sumErrors", "scale", "overrides"));
        ArrayNode days = answer.putArray("days");
        for (int step = 1; step <= forecast.steps(); step++) {
            ObjectNode day = days.addObject()
                    .put("date", first.plusDays(step - 1L).toString())
                    .put("mean", forecast.mean(step))
                    .put("baseline", baseline.mean(step));
            quantiles(day, forecast.marginal(step), levels);
        }
        ObjectNode sum = answer.putObject("sum")
                .put("from", first.plusDays(span.first() - 1L).toString())
                .put("to", first.plusDays(span.last() - 1L).toString())
                .put("mean", forecast.mean(span))
                .put("baseline", baseline.mean(span));
        quantiles(sum, forecast.sum(span), levels);
        ArrayNode said = answer.putArray("overrides");
        changes.forEach(change -> said.add(OverrideEndpoints.json(change)));
        answer.withObjectProperty("explanation");
        return answer;
    }

    private static void quantiles(ObjectNode into, QuantileCurve curve, List<Double> levels) {
        ArrayNode quantiles = into.putArray("quantiles");
        levels.forEach(level -> quantiles.addObject().put("level", level).put("value", curve.quantile(level)));
    }

    private static Span span(Request request, Forecast told) {
        List<ForecastStep> steps = told.steps();
        LocalDate first = steps.getFirst().date();
        LocalDate last = steps.getLast().date();
        LocalDate from = request.find(FROM).orElse(first);
        LocalDate to = request.find(TO).orElse(last);
        if (from.isBefore(first) || to.isAfter(last) || to.isBefore(from)) {
            throw ProblemException.invalid(
                    from.isBefore(first) || from.isAfter(last) ? "from" : "to",
                    "the span is " + from + " to " + to + ", and the forecast covers " + first + " to " + last);
        }
        return new Span(
                Math.toIntExact(ChronoUnit.DAYS.between(first, from)) + 1,
                Math.toIntExact(ChronoUnit.DAYS.between(first, to)) + 1);
    }

    private static List<Double> parseLevels(String text) {
        try {
            List<Double> levels =
                    Stream.of(text.split(",", -1)).map(Double::valueOf).toList();
            if (levels.stream().allMatch(level -> level > 0 && level < 1)) {
                return levels;
            }
        } catch (NumberFormatException notNumbers) {
            throw new IllegalArgumentException(notLevels(text), notNumbers);
        }
        throw new IllegalArgumentException(notLevels(text));
    }

    private static String notLevels(String text) {
        return "'" + text + "' is not a list of levels between 0 and 1, such as 0.5,0.95";
    }
}
