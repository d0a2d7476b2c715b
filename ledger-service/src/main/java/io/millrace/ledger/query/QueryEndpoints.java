package io.millrace.ledger.query;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.domain.LaneKey;
import io.millrace.domain.LocationId;
import io.millrace.domain.Sku;
import io.millrace.ledger.http.Access;
import io.millrace.ledger.http.Answer;
import io.millrace.ledger.http.Endpoint;
import io.millrace.ledger.http.JsonSchema;
import io.millrace.ledger.http.Parameter;
import io.millrace.ledger.http.ProblemType;
import io.millrace.ledger.http.Reply;
import io.millrace.ledger.http.Request;
import io.millrace.ledger.http.Tag;
import io.millrace.ledger.http.ValueType;
import io.millrace.ledger.route.HttpPeers;
import io.millrace.ledger.route.Question;
import io.millrace.ledger.route.Router;
import io.millrace.ledger.route.Seat;
import io.millrace.topology.stock.query.Reading;
import java.time.LocalDate;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;

/// What can be asked about the stock of a location, right now. Every answer says how fresh it is.
public final class QueryEndpoints {
    static final Tag STOCK = new Tag(
            "Stock",
            "What is where, right now: from the memory of the process that keeps it. Every answer says how fresh it"
                    + " is; nothing is answered that is not sure.");
    static final Parameter<String> FORWARDED = Parameter.header(
            HttpPeers.FORWARDED,
            ValueType.oneOf(List.of("true")),
            "Sent by one node to another: the answer must be its own");
    static final Parameter<Integer> LIMIT =
            Parameter.query("limit", ValueType.wholeNumber(1, 1_000), "How many at most; without it 100");
    static final Parameter<Sku> ITEM = Parameter.path("item", ValueType.ITEM, "The item's id");

    private static final int LIMIT_DEFAULT = 100;
    private static final Parameter<LocationId> LOCATION =
            Parameter.path("location", ValueType.LOCATION, "The location's id");
    private static final Parameter<Integer> POSITIONS_CURSOR =
            Parameter.query("cursor", ValueType.wholeNumber(0, Integer.MAX_VALUE), "What the page before gave as next");
    private static final Parameter<String> RESERVATIONS_CURSOR =
            Parameter.query("cursor", ValueType.TEXT, "What the page before gave as next");
    private static final Parameter<String> RESERVATION =
            Parameter.path("reservation", ValueType.TEXT, "What the reservation is called");
    private static final Parameter<Sku> OF_ITEM =
            Parameter.query("item", ValueType.ITEM, "Only those that hold this item");
    private static final Parameter<LocalDate> DATE =
            Parameter.query("date", ValueType.DATE, "Only this trading day; without it all that are remembered");

    private final Seat seat;
    private final Router router;

    public QueryEndpoints(Seat seat, Router router) {
        this.seat = seat;
        this.router = router;
    }

    /// All of them, in the order in which they are documented.
    public List<Endpoint> endpoints() {
        WholeTenant wholeTenant = new WholeTenant(seat, router);
        return List.of(
                position(),
                positions(),
                wholeTenant.availability(),
                reservations(),
                reservation(),
                completeness(),
                wholeTenant.proof());
    }

    private Endpoint position() {
        return live("/v1/positions/{location}/{item}", Schemas.POSITION_NOW, "The position")
                .named("getPosition", STOCK, "The stock of an item at a location")
                .described("An item that the catalogue knows and that nothing ever happened to has zeros.")
                .parameters(LOCATION, ITEM, FORWARDED)
                .problem(ProblemType.NOT_FOUND, "The catalogue has no such location or item")
                .handledBy(request ->
                        ask(request, lane -> seat.reads().position(lane, request.get(ITEM)), Json::position));
    }

    private Endpoint positions() {
        return live("/v1/positions/{location}", Schemas.POSITIONS, "A page of positions")
                .named("listPositions", STOCK, "The stock of a location, in pages")
                .described("Each page is of one moment. Items that nothing ever happened to there are not listed.")
                .parameters(LOCATION, LIMIT, POSITIONS_CURSOR, FORWARDED)
                .problem(ProblemType.NOT_FOUND, "The catalogue has no such location")
                .handledBy(request -> {
                    int from = request.find(POSITIONS_CURSOR).orElse(0);
                    return ask(request, lane -> seat.reads().positions(lane, from, limit(request)), Pages::positions);
                });
    }

    private Endpoint reservations() {
        return live("/v1/reservations/{location}", Schemas.RESERVATIONS, "A page of reservations")
                .named("listReservations", STOCK, "What is set aside at a location")
                .parameters(LOCATION, OF_ITEM, LIMIT, RESERVATIONS_CURSOR, FORWARDED)
                .problem(ProblemType.NOT_FOUND, "The catalogue has no such location")
                .handledBy(request -> {
                    String after = request.find(RESERVATIONS_CURSOR).orElse("");
                    return ask(
                            request,
                            lane -> seat.reads().reservations(lane, after, request.find(OF_ITEM)),
                            (lane, found) -> Pages.reservations(lane, found, limit(request)));
                });
    }

    private Endpoint reservation() {
        return live("/v1/reservations/{location}/{reservation}", Schemas.RESERVATION_NOW, "The reservation")
                .named("getReservation", STOCK, "One reservation")
                .described("A reservation that is over is remembered for some days.")
                .parameters(LOCATION, RESERVATION, FORWARDED)
                .problem(ProblemType.NOT_FOUND, "There is no such location, or no such reservation")
                .handledBy(request -> ask(
                        request, lane -> seat.reads().reservation(lane, request.get(RESERVATION)), Json::reservation));
    }

    private Endpoint completeness() {
        return live("/v1/completeness/{location}", Schemas.COMPLETENESS, "The tills and their days")
                .named("getCompleteness", STOCK, "Whether everything the tills sent is here")
                .parameters(LOCATION, DATE, FORWARDED)
                .problem(ProblemType.NOT_FOUND, "The catalogue has no such location")
                .handledBy(request ->
                        ask(request, lane -> seat.reads().tillDays(lane, request.find(DATE)), Pages::tillDays));
    }

    static Endpoint.Builder live(String path, JsonSchema schema, String what) {
        return Endpoint.get(path, Access.STOCK_READERS)
                .answers(Answer.json(200, schema, what))
                .problem(
                        ProblemType.UNAVAILABLE,
                        "Nobody can say for sure right now, as while partitions move; Retry-After says when to ask"
                                + " again");
    }

    private static int limit(Request request) {
        return request.find(LIMIT).orElse(LIMIT_DEFAULT);
    }

    /// Asks whoever has the lane that the request is about.
    private <T> Reply ask(
            Request request, Function<LaneKey, Reading<T>> reading, BiFunction<LaneKey, T, ObjectNode> json) {
        LaneKey lane = new LaneKey(request.tenant(), request.get(LOCATION));
        Question question = new Question(
                seat.reads().partition(lane),
                request.target(),
                request.credentials(),
                () -> Locals.of(reading.apply(lane), found -> json.apply(lane, found), lane));
        return router.answer(question, request.find(FORWARDED).isPresent());
    }
}
