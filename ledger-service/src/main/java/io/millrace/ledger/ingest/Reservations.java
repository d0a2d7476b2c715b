package io.millrace.ledger.ingest;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.domain.LocationId;
import io.millrace.domain.Sku;
import io.millrace.events.stock.Outcome;
import io.millrace.events.stock.OutcomeStatus;
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
import io.millrace.schemas.json.Suggestion;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;

/// Sets stock aside for customers in one round trip: the answer is what the ledger has decided and committed. All lines
/// of a reservation are of one location, which has one judge, so the last unit goes to one asker.
final class Reservations {
    static final Tag TAG = new Tag(
            "Reservations",
            "Stock that is set aside for a customer. The answer is the ledger's own decision, so what was promised is"
                    + " there.");
    private static final ProblemType NO_STOCK =
            new ProblemType("insufficient-stock", 409, "Not enough is free to be set aside");
    private static final ProblemType REJECTED = new ProblemType("rejected", 409, "The ledger did not post it");
    private static final Parameter<LocationId> LOCATION =
            Parameter.path("location", ValueType.LOCATION, "Where the stock is set aside");
    private static final Parameter<String> RESERVATION = Parameter.path(
            "reservation", new ValueType<>(ValueType.IDENTIFIER, Reservations::identifier), "The reservation's id");
    private static final int TTL_SECONDS_MAX = 366 * 24 * 3600;
    private static final int LINES_MAX = 1_000;
    private static final int BYTES_MAX = 1 << 20;
    private static final JsonSchema LINE = JsonSchema.object()
            .with("itemId", ValueType.IDENTIFIER, "The item")
            .with("quantity", JsonSchema.number(), "How much, above zero")
            .optional("lot", JsonSchema.text(), "The lot or batch")
            .closed()
            .named("ReservationLine");
    private static final JsonSchema ASKED = JsonSchema.object()
            .with("locationId", ValueType.IDENTIFIER, "Where the stock is")
            .with("lines", JsonSchema.arrayOf(LINE, 1, LINES_MAX), "What is to be set aside")
            .optional("reservationId", ValueType.IDENTIFIER, "A name of your own; made up if left out")
            .optional("orderReference", JsonSchema.text(), "The customer order it is for")
            .optional(
                    "channel",
                    JsonSchema.oneOf(
                            List.of("STORE", "ONLINE", "CLICK_AND_COLLECT", "PHONE", "MARKETPLACE", "WHOLESALE")),
                    "How the customer reached the shop; ONLINE if left out")
            .optional(
                    "ttlSeconds",
                    JsonSchema.wholeNumber(1, TTL_SECONDS_MAX),
                    "After how long it lapses unless confirmed; never if left out")
            .optional("allOrNothing", JsonSchema.truth(), "False to get what there is of each line; true if left out")
            .closed()
            .named("ReservationRequest");
    private static final JsonSchema RELEASE = JsonSchema.object()
            .optional("lines", JsonSchema.arrayOf(LINE, 0, LINES_MAX), "What is released; all that is left if empty")
            .optional("reasonCode", JsonSchema.text(), "Why, in your own codes")
            .closed()
            .named("ReservationRelease");
    private static final JsonSchema DECIDED = JsonSchema.object()
            .with("reservationId", ValueType.IDENTIFIER, "The reservation")
            .with("eventId", JsonSchema.text("uuid"), "The identity of what was asked")
            .with(
                    "status",
                    JsonSchema.oneOf(List.of("posted", "repeated")),
                    "posted: decided now; repeated: the same was asked before under this Idempotency-Key, and stands")
            .optional("granted", JsonSchema.mapOf(JsonSchema.number()), "How much was set aside, by item")
            .optional("expiresAt", JsonSchema.time(), "When it lapses unless confirmed")
            .optional("journalSequence", JsonSchema.wholeNumber(), "Its number in the journal of the partition")
            .named("ReservationDecision");

    private final Ingestion ingestion;
    private final EventForm form;

    Reservations(Ingestion ingestion, EventForm form) {
        this.ingestion = ingestion;
        this.form = form;
    }

    List<Endpoint> endpoints() {
        return List.of(
                decided(Endpoint.post("/v1/reservations", Access.STOCK_KEEPERS)
                                .checksLocations()
                                .named("postReservation", TAG, "Set stock aside, all lines or none")
                                .reads(Body.json("What is to be set aside", BYTES_MAX, ASKED))
                                .answers(Answer.json(201, DECIDED, "It is set aside")))
                        .problem(NO_STOCK, "Not enough is free; detail says of what")
                        .handledBy(this::reserve),
                decided(Endpoint.post("/v1/reservations/{location}/{reservation}/confirm", Access.STOCK_KEEPERS)
                                .named("confirmReservation", TAG, "Make a reservation firm: it no longer lapses")
                                .parameters(LOCATION, RESERVATION))
                        .problem(ProblemType.NOT_FOUND, "There is no such reservation, or nothing is left of it")
                        .handledBy(request -> change(request, "ReservationConfirmed", empty())),
                decided(Endpoint.post("/v1/reservations/{location}/{reservation}/release", Access.STOCK_KEEPERS)
                                .named("releaseReservation", TAG, "Give back what a reservation holds, or a part of it")
                                .parameters(LOCATION, RESERVATION)
                                .reads(Body.json("What is given back; {} for all of it", BYTES_MAX, RELEASE)))
                        .problem(ProblemType.NOT_FOUND, "There is no such reservation, or nothing is left of it")
                        .handledBy(request -> change(request, "ReservationReleased", read(request, RELEASE))));
    }

    private static Endpoint.Builder decided(Endpoint.Builder endpoint) {
        return endpoint.parameters(IngestEndpoints.TIMEOUT, IngestEndpoints.KEY)
                .answers(Answer.json(200, DECIDED, "It is done, now or when the same was asked before"))
                .problem(REJECTED, "The ledger did not post it; detail says why")
                .problem(ProblemType.TOO_BUSY, "More is under way than the service takes at once; nothing was taken")
                .problem(ProblemType.UNAVAILABLE, "Kafka does not answer")
                .problem(
                        ProblemType.TIME_OUT,
                        "The ledger did not decide in time. Ask again under the same Idempotency-Key");
    }

    private static ObjectNode empty() {
        return JsonNodeFactory.instance.objectNode();
    }

    private static ObjectNode read(Request request, JsonSchema known) {
        try {
            if (!(StrictJson.MAPPER.readTree(request.bytes()) instanceof ObjectNode body)) {
                throw IngestEndpoints.malformed("it is not an object");
            }
            List<String> names = names(known);
            List<InvalidField> errors = new ArrayList<>();
            body.fieldNames().forEachRemaining(name -> {
                if (!names.contains(name)) {
                    errors.add(new InvalidField(
                            name,
                            "there is no such field; "
                                    + Suggestion.nearest(name, names)
                                            .map(right -> "did you mean " + right + "?")
                                            .orElse("there are " + String.join(", ", names))));
                }
            });
            if (!errors.isEmpty()) {
                throw new ProblemException(Problem.invalid(errors));
            }
            return body;
        } catch (IOException notJson) {
            throw IngestEndpoints.malformed("it is not JSON: " + StrictJson.reason(notJson));
        }
    }

    private static List<String> names(JsonSchema named) {
        String reference = named.json().path("$ref").asText();
        List<String> names = new ArrayList<>();
        named.components()
                .get(reference.substring(reference.lastIndexOf('/') + 1))
                .path("properties")
                .fieldNames()
                .forEachRemaining(names::add);
        return names;
    }

    private Reply reserve(Request request) {
        ObjectNode asked = read(request, ASKED);
        Instant now = Instant.now();
        UUID id = eventId(request, asked);
        ObjectNode body = asked.deepCopy();
        body.remove(List.of("locationId", "ttlSeconds"));
        if (!body.has("channel")) {
            body.put("channel", "ONLINE");
        }
        if (!body.hasNonNull("reservationId")) {
            body.put("reservationId", ownId(request, id).toString());
        }
        Optional<Instant> expiresAt = expiry(asked.path("ttlSeconds"), now);
        expiresAt.ifPresent(at -> body.put("expiresAt", at.toString()));
        Outcome outcome = decide(
                request, event("StockReserved", asked.path("locationId"), id, now, body), id, expiresAt.isPresent());
        return reply(request, outcome, body.path("reservationId").asText(), expiresAt, 201);
    }

    private static UUID ownId(Request request, UUID eventId) {
        return request.find(IngestEndpoints.KEY).isPresent()
                ? new EventIds(request.tenant(), "reservation", request.find(IngestEndpoints.KEY)).at(0)
                : eventId;
    }

    private static Optional<Instant> expiry(JsonNode ttlSeconds, Instant now) {
        if (ttlSeconds.isMissingNode() || ttlSeconds.isNull()) {
            return Optional.empty();
        }
        if (!ttlSeconds.isIntegralNumber() || ttlSeconds.asLong() < 1 || ttlSeconds.asLong() > TTL_SECONDS_MAX) {
            throw ProblemException.invalid(
                    "ttlSeconds", "'" + ttlSeconds.asText() + "' is not a whole number from 1 to " + TTL_SECONDS_MAX);
        }
        return Optional.of(now.plusSeconds(ttlSeconds.asLong()));
    }

    private Reply change(Request request, String kind, ObjectNode body) {
        UUID id = eventId(request, body);
        ObjectNode change = body.deepCopy().put("reservationId", request.get(RESERVATION));
        JsonNode location =
                JsonNodeFactory.instance.textNode(request.get(LOCATION).value());
        Outcome outcome = decide(request, event(kind, location, id, Instant.now(), change), id, false);
        return reply(request, outcome, request.get(RESERVATION), Optional.empty(), 200);
    }

    /// Under an idempotency key the same content has the same identity, and other content another.
    private static UUID eventId(Request request, ObjectNode content) {
        return request.find(IngestEndpoints.KEY)
                .map(key ->
                        UUID.nameUUIDFromBytes((request.tenant() + "|" + request.target() + "|" + key + "|" + content)
                                .getBytes(StandardCharsets.UTF_8)))
                .orElseGet(UUID::randomUUID);
    }

    private static ObjectNode event(String kind, JsonNode location, UUID id, Instant now, ObjectNode body) {
        ObjectNode event = empty();
        ObjectNode header =
                event.putObject("header").put("eventId", id.toString()).put("occurredAt", now.toString());
        header.set("locationId", location.isMissingNode() ? JsonNodeFactory.instance.nullNode() : location);
        ObjectNode typed = event.putObject("body").put("type", kind);
        typed.setAll(body);
        int number = 0;
        for (JsonNode line : body.path("lines")) {
            number++;
            if (line instanceof ObjectNode fields) {
                fields.put("number", number);
            }
        }
        return event;
    }

    private Outcome decide(Request request, ObjectNode event, UUID id, boolean lapses) {
        Offer offer = offer(request, event);
        if (offer instanceof Offer.Refused(var _, var errors)) {
            throw new ProblemException(Problem.invalid(errors.stream()
                    .map(error -> new InvalidField(outsideName(error.field()), error.detail()))
                    .toList()));
        }
        try (ByteBudget.Share _ = ingestion.budget().take(request.bytesAtMost())) {
            Receipt receipt = ingestion
                    .take(List.of(offer), Optional.of(IngestEndpoints.patience(request)))
                    .getFirst();
            if (receipt instanceof Receipt.Decided(var _, Outcome outcome)) {
                return outcome;
            }
            throw undecided(request, id, lapses);
        }
    }

    private Offer offer(Request request, ObjectNode event) {
        try (JsonParser parser = event.traverse()) {
            parser.nextToken();
            return form.read(parser, request.principal(), UUID::randomUUID);
        } catch (IOException impossible) {
            throw new IllegalStateException("a tree is always JSON", impossible);
        }
    }

    private static String outsideName(String field) {
        return field.replaceFirst("^(body|header)\\.", "");
    }

    private static ProblemException undecided(Request request, UUID id, boolean lapses) {
        String again = request.find(IngestEndpoints.KEY).isPresent()
                ? "Ask again under the same Idempotency-Key to learn how it ended."
                : "Send an Idempotency-Key with the next one, so that asking again is safe; this one may still be posted"
                        + (lapses ? ", and lapses by itself." : ".");
        return new ProblemException(
                Problem.of(ProblemType.TIME_OUT, "The ledger did not decide on event " + id + " in time. " + again));
    }

    private static Reply reply(
            Request request, Outcome outcome, String reservation, Optional<Instant> expiresAt, int done) {
        boolean isRepeat = outcome.status() == OutcomeStatus.REPEATED
                || (Objects.equals(outcome.reason(), "CONFLICT")
                        && request.find(IngestEndpoints.KEY).isPresent());
        if (outcome.status() != OutcomeStatus.POSTED && !isRepeat) {
            return refusal(outcome);
        }
        ObjectNode answer = empty().put("reservationId", reservation)
                .put("eventId", outcome.eventId().toString())
                .put("status", isRepeat ? "repeated" : "posted");
        if (isRepeat) {
            return Reply.json(200, answer);
        }
        if (!outcome.granted().isEmpty()) {
            ObjectNode granted = answer.putObject("granted");
            for (Map.Entry<String, String> item : outcome.granted().entrySet()) {
                granted.put(item.getKey(), new BigDecimal(item.getValue()));
            }
        }
        expiresAt.ifPresent(at -> answer.put("expiresAt", at.toString()));
        Optional.ofNullable(outcome.journalSequence()).ifPresent(number -> answer.put("journalSequence", number));
        return Reply.json(done, answer);
    }

    private static Problem refusal(Outcome outcome) {
        String reason = Objects.requireNonNullElse(outcome.reason(), "UNKNOWN");
        String detail = Objects.requireNonNullElse(outcome.detail(), reason);
        ProblemType type = switch (reason) {
            case "INSUFFICIENT_STOCK" -> NO_STOCK;
            case "RESERVATION_UNKNOWN" -> ProblemType.NOT_FOUND;
            default -> REJECTED;
        };
        List<InvalidField> errors = outcome.field() == null
                ? List.of()
                : List.of(new InvalidField(outsideName(outcome.field()), reason + ": " + detail));
        return new Problem(type, detail, errors, OptionalInt.empty());
    }

    private static String identifier(String text) {
        return Sku.of(text).value();
    }
}
