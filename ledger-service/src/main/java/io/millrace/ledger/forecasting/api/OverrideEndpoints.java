package io.millrace.ledger.forecasting.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.domain.ItemKey;
import io.millrace.domain.LaneKey;
import io.millrace.domain.LocationId;
import io.millrace.domain.Sku;
import io.millrace.domain.SourceKey;
import io.millrace.events.demand.DemandOverride;
import io.millrace.events.demand.ForecastOverride;
import io.millrace.ledger.forecasting.OverridesView;
import io.millrace.ledger.http.Access;
import io.millrace.ledger.http.Answer;
import io.millrace.ledger.http.Body;
import io.millrace.ledger.http.Endpoint;
import io.millrace.ledger.http.InvalidField;
import io.millrace.ledger.http.JsonSchema;
import io.millrace.ledger.http.ObjectSchema;
import io.millrace.ledger.http.Parameter;
import io.millrace.ledger.http.Problem;
import io.millrace.ledger.http.ProblemException;
import io.millrace.ledger.http.ProblemType;
import io.millrace.ledger.http.Reply;
import io.millrace.ledger.http.Request;
import io.millrace.ledger.http.Role;
import io.millrace.ledger.http.ValueType;
import io.millrace.ledger.ingest.RecordWriter;
import io.millrace.schemas.topics.TopicRecords;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What planners know better, over HTTP.
final class OverrideEndpoints {
    static final JsonSchema CHANGE =
            change().with("at", JsonSchema.time(), "When it was said").named("ForecastChange");

    private static final JsonSchema TO_PUT = change().closed().named("ForecastChangeToPut");
    private static final JsonSchema LISTED = JsonSchema.object()
            .with(
                    "overrides",
                    JsonSchema.arrayOf(JsonSchema.object()
                            .with("locationId", ValueType.IDENTIFIER, "The location")
                            .with("itemId", ValueType.IDENTIFIER, "The item")
                            .with("overrideId", ValueType.IDENTIFIER, "Tells those of one item at one location apart")
                            .with("change", CHANGE, "What is changed")
                            .named("ForecastOverrideFound")),
                    "The overrides, by location and item")
            .named("ForecastOverrides");
    private static final int BYTES_MAX = 16 << 10;
    private static final int REASON_MAX = 1_000;
    private static final List<String> OURS = List.of("at", "tenantId", "locationId", "itemId", "overrideId");
    private static final Parameter<String> OVERRIDE = Parameter.path(
            "override", ValueType.IDENTIFIER_TEXT, "The override's id; one that is there is taken the place of");
    private static final Parameter<LocationId> OF_LOCATION =
            Parameter.query("location", ValueType.LOCATION, "Only of this location");
    private static final Parameter<Sku> OF_ITEM = Parameter.query("item", ValueType.ITEM, "Only of this item");

    private final TopicRecords<SourceKey, DemandOverride> records;
    private final RecordWriter writer;
    private final OverridesView overrides;
    private final Clock clock;

    OverrideEndpoints(
            TopicRecords<SourceKey, DemandOverride> records,
            RecordWriter writer,
            OverridesView overrides,
            Clock clock) {
        this.records = records;
        this.writer = writer;
        this.overrides = overrides;
        this.clock = clock;
    }

    private static ObjectSchema change() {
        return JsonSchema.object()
                .with("from", JsonSchema.date(), "The first day it holds")
                .with("to", JsonSchema.date(), "The last day it holds")
                .optional("factor", JsonSchema.number(), "What the mean is multiplied by; or else mean")
                .optional("mean", JsonSchema.number(), "What the mean of each day is set to; or else factor")
                .with("actor", JsonSchema.text(), "Who decided")
                .with("reason", JsonSchema.text(), "Why, for who looks at it later");
    }

    static ObjectNode json(ForecastOverride change) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("from", change.from().toString())
                .put("to", change.to().toString())
                .put("actor", change.actor())
                .put("reason", change.reason() == null ? "" : change.reason())
                .put("at", change.at().toString());
        if (change.factor() != null) {
            json.put("factor", change.factor());
        }
        if (change.mean() != null) {
            json.put("mean", change.mean());
        }
        return json;
    }

    List<Endpoint> endpoints() {
        return List.of(
                Endpoint.get("/v1/forecasts/overrides", Access.READERS)
                        .named("listForecastOverrides", ForecastingEndpoints.TAG, "What planners say")
                        .parameters(OF_LOCATION, OF_ITEM)
                        .answers(Answer.json(200, LISTED, "The overrides"))
                        .problem(ProblemType.UNAVAILABLE, "The node still reads what there is")
                        .handledBy(this::list),
                Endpoint.put("/v1/forecasts/overrides/{location}/{item}/{override}", Access.of(Role.PLANNER))
                        .named("putForecastOverride", ForecastingEndpoints.TAG, "Say what a planner knows better")
                        .described("It is kept beside the baseline, which is never changed by it; forecasts show both."
                                + " Where several hold on a day, the last word counts.")
                        .parameters(SeriesEndpoints.LOCATION, SeriesEndpoints.ITEM, OVERRIDE)
                        .reads(Body.json("What is changed, from when to when, by whom and why", BYTES_MAX, TO_PUT))
                        .answers(Answer.json(200, CHANGE, "It holds"))
                        .problem(
                                ProblemType.UNAVAILABLE, "Kafka does not answer, or the node still reads what there is")
                        .handledBy(this::put),
                Endpoint.delete("/v1/forecasts/overrides/{location}/{item}/{override}", Access.of(Role.PLANNER))
                        .named("deleteForecastOverride", ForecastingEndpoints.TAG, "Take an override back")
                        .parameters(SeriesEndpoints.LOCATION, SeriesEndpoints.ITEM, OVERRIDE)
                        .answers(Answer.empty(204, "It is gone"))
                        .problem(ProblemType.NOT_FOUND, "There is no such override")
                        .problem(
                                ProblemType.UNAVAILABLE, "Kafka does not answer, or the node still reads what there is")
                        .handledBy(this::delete));
    }

    private Reply list(Request request) {
        Waiting.requireRead(overrides);
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        ArrayNode listed = answer.putArray("overrides");
        overrides.of(request.tenant()).stream()
                .filter(one -> request.find(OF_LOCATION)
                        .map(wanted -> wanted.value().equals(one.locationId()))
                        .orElse(true))
                .filter(one -> request.find(OF_ITEM)
                        .map(wanted -> wanted.value().equals(one.itemId()))
                        .orElse(true))
                .forEach(one -> listed.addObject()
                        .put("locationId", one.locationId())
                        .put("itemId", one.itemId())
                        .put("overrideId", one.overrideId())
                        .set("change", json(one.change())));
        return Reply.json(200, answer);
    }

    private static SourceKey key(Request request) {
        LaneKey lane = new LaneKey(request.tenant(), request.get(SeriesEndpoints.LOCATION));
        return new SourceKey(new ItemKey(lane, request.get(SeriesEndpoints.ITEM)), request.get(OVERRIDE));
    }

    private Reply put(Request request) {
        Waiting.requireRead(overrides);
        SourceKey key = key(request);
        ObjectNode change =
                SentRecord.body(request, OURS).put("at", clock.instant().toString());
        ObjectNode fields = JsonNodeFactory.instance
                .objectNode()
                .put("tenantId", key.tenant().value())
                .put("locationId", key.item().lane().location().value())
                .put("itemId", key.item().item().value())
                .put("overrideId", key.source());
        fields.set("change", change);
        DemandOverride said = SentRecord.read(DemandOverride.TYPE, fields, "change.");
        List<InvalidField> errors = errors(said.change());
        if (!errors.isEmpty()) {
            throw new ProblemException(Problem.invalid(errors));
        }
        writer.send(records.of(key, said));
        boolean isSeen = Waiting.until(
                overrides, () -> overrides.find(key).filter(said::equals).isPresent());
        return isSeen ? Reply.json(200, json(said.change())) : notSeen();
    }

    private static Problem notSeen() {
        return Problem.of(
                ProblemType.UNAVAILABLE, "It is stored, but this node has not seen it yet; look again in a moment.");
    }

    private static List<InvalidField> errors(ForecastOverride change) {
        List<InvalidField> errors = new ArrayList<>();
        if (change.to().isBefore(change.from())) {
            errors.add(new InvalidField("to", "it is " + change.to() + ", before from, " + change.from()));
        }
        if ((change.factor() == null) == (change.mean() == null)) {
            errors.add(new InvalidField("factor", "give either factor or mean"));
        }
        amount(change.factor(), "factor", errors);
        amount(change.mean(), "mean", errors);
        if (change.actor().isBlank()) {
            errors.add(new InvalidField("actor", "it is blank; say who decided"));
        }
        String reason = change.reason();
        if (reason == null || reason.isBlank() || reason.length() > REASON_MAX) {
            errors.add(new InvalidField("reason", "say why in 1 to " + REASON_MAX + " characters"));
        }
        return errors;
    }

    private static void amount(@Nullable Double value, String field, List<InvalidField> errors) {
        if (value != null && !(Double.isFinite(value) && value >= 0)) {
            errors.add(new InvalidField(field, "it is " + value + " and must be 0 or more"));
        }
    }

    private Reply delete(Request request) {
        Waiting.requireRead(overrides);
        SourceKey key = key(request);
        if (overrides.find(key).isEmpty()) {
            throw new ProblemException(Problem.of(
                    ProblemType.NOT_FOUND,
                    "There is no override '" + key.source() + "' of this item at this location; GET"
                            + " /v1/forecasts/overrides lists those there are."));
        }
        writer.send(records.of(key, null));
        return Waiting.until(overrides, () -> overrides.find(key).isEmpty()) ? Reply.empty(204) : notSeen();
    }
}
