package io.millrace.ledger.forecasts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.domain.ItemKey;
import io.millrace.domain.LaneKey;
import io.millrace.domain.LocationId;
import io.millrace.domain.Sku;
import io.millrace.domain.SourceKey;
import io.millrace.events.demand.ExternalForecast;
import io.millrace.ledger.catalogue.CatalogueView;
import io.millrace.ledger.forecasts.ForecastForm.Judged;
import io.millrace.ledger.http.Access;
import io.millrace.ledger.http.Answer;
import io.millrace.ledger.http.AvroSchemas;
import io.millrace.ledger.http.Body;
import io.millrace.ledger.http.Endpoint;
import io.millrace.ledger.http.InvalidField;
import io.millrace.ledger.http.JsonSchema;
import io.millrace.ledger.http.Parameter;
import io.millrace.ledger.http.Problem;
import io.millrace.ledger.http.ProblemException;
import io.millrace.ledger.http.ProblemType;
import io.millrace.ledger.http.Reply;
import io.millrace.ledger.http.Request;
import io.millrace.ledger.http.Role;
import io.millrace.ledger.http.StrictJson;
import io.millrace.ledger.http.Tag;
import io.millrace.ledger.http.ValueType;
import io.millrace.ledger.ingest.RecordWriter;
import io.millrace.schemas.avro.JsonView;
import io.millrace.schemas.registry.SchemaRegistry;
import io.millrace.schemas.topics.TopicRecords;
import io.millrace.schemas.topics.TopicSettings;
import io.millrace.schemas.topics.Topics;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;

/// Where others send their forecasts, and where they can be read again.
public final class ForecastEndpoints {
    private static final Tag TAG = new Tag(
            "External forecasts",
            "Forecasts that others made. Each source keeps its own, so that they can be compared with ours.");
    private static final int FORECASTS_MAX = 1_000;
    private static final int BYTES_MAX = 16 << 20;
    private static final int RETRY_SECONDS = 2;
    private static final Parameter<LocationId> LOCATION =
            Parameter.path("location", ValueType.LOCATION, "The location's id");
    private static final Parameter<Sku> ITEM = Parameter.path("item", ValueType.ITEM, "The item's id");
    private static final JsonSchema RECEIPT = JsonSchema.object()
            .with("index", JsonSchema.wholeNumber(), "The forecast's place in the request, from 0")
            .with(
                    "status",
                    JsonSchema.oneOf(List.of("accepted", "repeated", "unconfirmed", "invalid")),
                    "accepted: stored; repeated: the same version of the same run is stored already; unconfirmed:"
                            + " perhaps stored, send it again; invalid: see errors")
            .optional("locationId", JsonSchema.text(), "The location")
            .optional("itemId", JsonSchema.text(), "The item")
            .optional("source", JsonSchema.text(), "The source")
            .optional("errors", InvalidField.LIST, "Each thing that is wrong with the forecast")
            .named("ForecastReceipt");
    private static final JsonSchema RECEIPTS = JsonSchema.object()
            .with("accepted", JsonSchema.wholeNumber(), "How many are stored, now or before")
            .with("refused", JsonSchema.wholeNumber(), "How many are invalid or unconfirmed")
            .with("receipts", JsonSchema.arrayOf(RECEIPT), "One for each forecast, in the order of the request")
            .named("ForecastReceipts");
    private static final JsonSchema FOUND = JsonSchema.object()
            .with(
                    "forecasts",
                    JsonSchema.arrayOf(AvroSchemas.of(ExternalForecast.TYPE)),
                    "The last forecast of each source")
            .named("ExternalForecasts");
    private final TopicRecords<SourceKey, ExternalForecast> records;
    private final RecordWriter writer;
    private final CatalogueView catalogue;
    private final StoredForecasts stored;
    private final Clock clock;

    /// @param writer writes forecasts; stays the caller's to close, as do the others
    public ForecastEndpoints(
            TopicSettings topics,
            SchemaRegistry registry,
            RecordWriter writer,
            CatalogueView catalogue,
            StoredForecasts stored,
            Clock clock) {
        this.records = new TopicRecords<>(Topics.EXTERNAL_FORECASTS, topics, registry);
        this.writer = writer;
        this.catalogue = catalogue;
        this.stored = stored;
        this.clock = clock;
    }

    /// All of them, in the order in which they are documented.
    public List<Endpoint> endpoints() {
        JsonSchema forecast = ForecastForm.schema();
        return List.of(
                Endpoint.post("/v1/external-forecasts", Access.of(Role.DATA))
                        .named("postExternalForecasts", TAG, "Hand over forecasts that were made elsewhere")
                        .described("One forecast, or a list of up to " + FORECASTS_MAX
                                + ". A source's version of a series counts up; what is sent again is recognised by its"
                                + " version and run.")
                        .reads(Body.json(
                                "The forecasts, as a list; one may stand alone",
                                BYTES_MAX,
                                JsonSchema.arrayOf(forecast, 1, FORECASTS_MAX)))
                        .answers(
                                Answer.json(200, RECEIPTS, "What became of each forecast; what is accepted is durable"))
                        .problem(
                                ProblemType.UNAVAILABLE,
                                "Kafka does not answer, or the node still reads what there is; send the same again")
                        .handledBy(this::take),
                Endpoint.get("/v1/external-forecasts/{location}/{item}", Access.READERS)
                        .named("getExternalForecasts", TAG, "What sources say of an item at a location")
                        .parameters(LOCATION, ITEM)
                        .answers(Answer.json(200, FOUND, "The last forecast of each source; none if there is none"))
                        .problem(ProblemType.UNAVAILABLE, "The node still reads what there is")
                        .handledBy(this::get));
    }

    private Reply get(Request request) {
        requireLoaded();
        LaneKey lane = new LaneKey(request.tenant(), request.get(LOCATION));
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        ArrayNode forecasts = answer.putArray("forecasts");
        stored.read(new ItemKey(lane, request.get(ITEM))).forEach(forecast -> forecasts.add(JsonView.of(forecast)));
        return Reply.json(200, answer);
    }

    private void requireLoaded() {
        if (stored.reach().asOf().isEmpty() || catalogue.reach().asOf().isEmpty()) {
            throw new ProblemException(
                    Problem.of(ProblemType.UNAVAILABLE, "This node still reads what there is; ask again soon.")
                            .retryAfter(RETRY_SECONDS));
        }
    }

    private Reply take(Request request) {
        writer.requireKafka();
        requireLoaded();
        ForecastForm form = new ForecastForm(catalogue, stored, request.tenant(), clock.instant());
        List<Judged> judged = new ArrayList<>();
        for (JsonNode sent : sent(request)) {
            judged.add(form.judge(sent, judged.size()));
        }
        if (judged.stream().allMatch(Judged.Wrong.class::isInstance)) {
            return Problem.invalid(errors(judged));
        }
        return receipts(judged, write(judged));
    }

    private static List<JsonNode> sent(Request request) {
        try {
            JsonNode body = StrictJson.MAPPER.readTree(request.bytes());
            List<JsonNode> sent = new ArrayList<>();
            if (body.isArray()) {
                body.forEach(sent::add);
            } else {
                sent.add(body);
            }
            if (sent.size() > FORECASTS_MAX) {
                throw new ProblemException(Problem.of(
                        ProblemType.TOO_LARGE,
                        "The list has more than " + FORECASTS_MAX
                                + " forecasts. Send it in parts; nothing was taken."));
            }
            if (sent.isEmpty()) {
                throw malformed("the list is empty");
            }
            return sent;
        } catch (IOException notJson) {
            throw malformed("it is not JSON: " + StrictJson.reason(notJson));
        }
    }

    private static ProblemException malformed(String detail) {
        return ProblemException.invalid("body", detail);
    }

    private static List<InvalidField> errors(List<Judged> judged) {
        List<InvalidField> errors = new ArrayList<>();
        for (int i = 0; i < judged.size(); i++) {
            if (judged.get(i) instanceof Judged.Wrong(var found)) {
                String place = judged.size() == 1 ? "" : "[" + i + "]";
                found.forEach(error -> errors.add(new InvalidField(
                        place + (place.isEmpty() || error.field().isEmpty() ? "" : ".") + error.field(),
                        error.detail())));
            }
        }
        return errors.subList(0, Math.min(errors.size(), 100));
    }

    private Iterator<Boolean> write(List<Judged> judged) {
        List<ProducerRecord<byte[], byte[]>> fresh = new ArrayList<>();
        for (Judged one : judged) {
            if (one instanceof Judged.Fresh(SourceKey key, ExternalForecast forecast)) {
                fresh.add(records.of(key, forecast));
            }
        }
        return writer.write(fresh).iterator();
    }

    private static Reply receipts(List<Judged> judged, Iterator<Boolean> durable) {
        ArrayNode receipts = JsonNodeFactory.instance.arrayNode();
        int accepted = 0;
        for (Judged one : judged) {
            ObjectNode receipt = receipts.addObject().put("index", receipts.size() - 1);
            String status = switch (one) {
                case Judged.Fresh(SourceKey key, ExternalForecast _) -> {
                    name(key, receipt);
                    yield durable.next() ? "accepted" : "unconfirmed";
                }
                case Judged.Known(SourceKey key) -> {
                    name(key, receipt);
                    yield "repeated";
                }
                case Judged.Wrong(List<InvalidField> errors) -> {
                    errors.forEach(error -> receipt.withArray("errors")
                            .addObject()
                            .put("field", error.field())
                            .put("detail", error.detail()));
                    yield "invalid";
                }
            };
            receipt.put("status", status);
            accepted += status.equals("accepted") || status.equals("repeated") ? 1 : 0;
        }
        ObjectNode answer = JsonNodeFactory.instance
                .objectNode()
                .put("accepted", accepted)
                .put("refused", judged.size() - accepted);
        answer.set("receipts", receipts);
        return Reply.json(200, answer);
    }

    private static void name(SourceKey key, ObjectNode receipt) {
        receipt.put("locationId", key.item().lane().location().value())
                .put("itemId", key.item().item().value())
                .put("source", key.source());
    }
}
