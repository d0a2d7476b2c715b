package io.millrace.ledger.ingest;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.domain.LaneKey;
import io.millrace.ledger.http.Access;
import io.millrace.ledger.http.Answer;
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
import io.millrace.ledger.http.StrictJson;
import io.millrace.ledger.http.Tag;
import io.millrace.ledger.http.ValueType;
import io.millrace.schemas.registry.SchemaRegistry;
import io.millrace.schemas.topics.Topic;
import io.millrace.schemas.topics.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.LongFunction;

/// Where tills and other systems send what happened: one event, a list of them, or a line each for as long as it takes.
public final class IngestEndpoints {
    /// The key under which sending again is the same.
    static final Parameter<String> KEY = Parameter.header(
            "Idempotency-Key",
            ValueType.IDEMPOTENCY_KEY,
            "A name for this request, kept when it is sent again: events without an eventId get theirs from it, so the"
                    + " ledger recognises them");
    /// How long to wait for the ledger.
    static final Parameter<Integer> TIMEOUT = Parameter.query(
            "timeoutMillis",
            ValueType.wholeNumber(1, 60_000),
            "How long to wait for what the ledger decides; 10000 if not said");

    static final Tag TAG = new Tag(
            "Events",
            "What happened, from tills and other systems. Every event is durable in Kafka before it is accepted, and"
                    + " its eventId is its identity: what is sent again is recognised.");
    static final int EVENTS_MAX = 5_000;
    static final int BYTES_MAX = 16 << 20;

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Parameter<String> WAIT = Parameter.query(
            "wait",
            ValueType.oneOf(List.of("posted")),
            "posted: answer when the ledger has decided on every event; else as soon as they are durable");
    private static final JsonSchema RECEIPTS = JsonSchema.object()
            .with("accepted", JsonSchema.wholeNumber(), "How many events are durable")
            .with("refused", JsonSchema.wholeNumber(), "How many are invalid or unconfirmed")
            .with("receipts", JsonSchema.arrayOf(Receipt.SCHEMA), "One for each event, in the order of the request")
            .named("Receipts");

    private final Ingestion ingestion;
    private final SchemaRegistry registry;

    public IngestEndpoints(Ingestion ingestion, SchemaRegistry registry) {
        this.ingestion = ingestion;
        this.registry = registry;
    }

    /// All endpoints that take events in.
    public List<Endpoint> endpoints() {
        List<Endpoint> endpoints = new ArrayList<>(List.of(
                endpoint(
                        "/v1/sales",
                        Access.REPORTERS,
                        "postSales",
                        "Report sales, voids and closed till days",
                        form(Topics.SALES, Set.of())),
                endpoint(
                        "/v1/stock-events",
                        Access.STOCK_KEEPERS,
                        "postStockEvents",
                        "Report what else changes stock: receipts, transfers, counts, adjustments, corrections",
                        form(Topics.STOCK_COMMANDS, Set.of())),
                endpoint(
                        "/v1/transfers",
                        Access.STOCK_KEEPERS,
                        "postTransfers",
                        "Report goods that left for another location, or arrived from one",
                        form(Topics.STOCK_COMMANDS, Set.of("TransferDispatched", "TransferReceived"))),
                endpoint(
                        "/v1/counts",
                        Access.STOCK_KEEPERS,
                        "postCounts",
                        "Report counts, and open and close count sessions",
                        form(Topics.STOCK_COMMANDS, Set.of("StockCounted", "CountOpened", "CountClosed")))));
        endpoints.addAll(new Reservations(ingestion, form(Topics.STOCK_COMMANDS, Set.of())).endpoints());
        return endpoints;
    }

    private EventForm form(Topic<LaneKey, ?> topic, Set<String> kinds) {
        IngestSettings settings = ingestion.settings();
        return new EventForm(topic.prefixed(settings.topics().prefix()), kinds, settings.recordBytesMax(), registry);
    }

    private Endpoint endpoint(String path, Access access, String id, String summary, EventForm form) {
        JsonSchema event = form.schema();
        return Endpoint.post(path, access)
                .checksLocations()
                .named(id, TAG, summary)
                .described("One event, a list of up to " + EVENTS_MAX + ", or any number as lines of "
                        + Reply.LINES + ", which are answered line by line. header.tenantId may be left out, and so may"
                        + " header.eventId, but then a retry is only recognised under the same Idempotency-Key.")
                .parameters(WAIT, TIMEOUT, KEY)
                .reads(Body.json(
                                "What happened, as a list; one event may stand alone",
                                BYTES_MAX,
                                JsonSchema.arrayOf(event, 1, EVENTS_MAX))
                        .orLinesOf(event))
                .answers(
                        Answer.json(200, RECEIPTS, "The ledger has decided on every event (with wait=posted)"),
                        Answer.json(
                                202,
                                RECEIPTS,
                                "The events are durable, the ledger will decide on them; each receipt says how its"
                                        + " event stands"),
                        Answer.of(
                                202,
                                Reply.LINES,
                                "A receipt for each line, as soon as it is known; if the stream can't go on, the last"
                                        + " line has the status stopped and the problem"))
                .problem(ProblemType.TOO_BUSY, "More is under way than the service takes at once; nothing was taken")
                .problem(
                        ProblemType.UNAVAILABLE,
                        "Kafka does not answer: either nothing was taken, or nothing was confirmed and the same can be"
                                + " sent again under the same ids")
                .handledBy(request -> take(form, path, request));
    }

    private Reply take(EventForm form, String scope, Request request) {
        ingestion.requireKafka();
        Optional<Duration> patience = request.find(WAIT).map(_ -> patience(request));
        EventIds ids = new EventIds(request.tenant(), scope, request.find(KEY));
        if (request.mediaType().equals(Reply.LINES)) {
            EventStream stream = new EventStream(ingestion, form, request.principal(), ids, patience);
            EventLines lines =
                    new EventLines(request.body(), 4 * ingestion.settings().recordBytesMax());
            return new Reply.Flowing(202, Reply.LINES, Map.of(), out -> stream.copy(lines, out));
        }
        try (ByteBudget.Share _ = ingestion.budget().take(request.bytesAtMost())) {
            List<Offer> offers = offers(form, request, ids::at);
            List<InvalidField> errors = errors(offers);
            if (!errors.isEmpty() && offers.stream().allMatch(Offer.Refused.class::isInstance)) {
                return Problem.invalid(errors);
            }
            return receipts(ingestion.take(offers, patience), patience.isPresent());
        }
    }

    static Duration patience(Request request) {
        return request.find(TIMEOUT).map(Duration::ofMillis).orElse(PATIENCE);
    }

    private static List<Offer> offers(EventForm form, Request request, LongFunction<UUID> ids) {
        List<Offer> offers = new ArrayList<>();
        try (JsonParser parser = StrictJson.FACTORY.createParser(request.bytes())) {
            JsonToken first = parser.nextToken();
            if (first != JsonToken.START_ARRAY) {
                offers.add(form.read(requireValue(parser), request.principal(), () -> ids.apply(0)));
            } else {
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    if (offers.size() == EVENTS_MAX) {
                        throw tooMany();
                    }
                    int index = offers.size();
                    offers.add(form.read(parser, request.principal(), () -> ids.apply(index)));
                }
            }
            if (parser.nextToken() != null) {
                throw malformed("something follows the value; send one event, or a list of them");
            }
        } catch (JsonProcessingException notJson) {
            throw malformed("it is not JSON: " + notJson.getOriginalMessage() + " (line "
                    + notJson.getLocation().getLineNr() + ", column "
                    + notJson.getLocation().getColumnNr() + ")");
        } catch (IOException gone) {
            throw new UncheckedIOException("the client went before its request was complete", gone);
        }
        if (offers.isEmpty()) {
            throw malformed("the list is empty");
        }
        return offers;
    }

    private static JsonParser requireValue(JsonParser parser) {
        if (parser.currentToken() == null) {
            throw malformed("it is empty; send one event, or a list of them");
        }
        return parser;
    }

    private static ProblemException tooMany() {
        return new ProblemException(Problem.of(
                ProblemType.TOO_LARGE,
                "The list has more than " + EVENTS_MAX + " events. Send it in parts, or as lines of " + Reply.LINES
                        + ", of which there may be any number. Nothing was taken."));
    }

    static ProblemException malformed(String detail) {
        return ProblemException.invalid("body", detail);
    }

    private static List<InvalidField> errors(List<Offer> offers) {
        List<InvalidField> errors = new ArrayList<>();
        for (int i = 0; i < offers.size() && errors.size() < 100; i++) {
            if (offers.get(i) instanceof Offer.Refused(var _, var found)) {
                String place = offers.size() == 1 ? "" : "[" + i + "].";
                found.forEach(error -> errors.add(new InvalidField(place + error.field(), error.detail())));
            }
        }
        return errors;
    }

    private static Reply receipts(List<Receipt> receipts, boolean isDecidedAwaited) {
        ArrayNode list = JsonNodeFactory.instance.arrayNode(receipts.size());
        int accepted = 0;
        boolean allDecided = isDecidedAwaited;
        for (Receipt receipt : receipts) {
            boolean isTaken = receipt instanceof Receipt.Accepted || receipt instanceof Receipt.Decided;
            accepted += isTaken ? 1 : 0;
            allDecided &= !(receipt instanceof Receipt.Accepted) && !(receipt instanceof Receipt.Unconfirmed);
            list.add(receipt.json(list.size()));
        }
        ObjectNode answer = JsonNodeFactory.instance
                .objectNode()
                .put("accepted", accepted)
                .put("refused", receipts.size() - accepted);
        answer.set("receipts", list);
        return Reply.json(allDecided ? 200 : 202, answer);
    }
}
