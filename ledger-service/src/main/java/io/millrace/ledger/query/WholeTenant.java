package io.millrace.ledger.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.domain.LaneKey;
import io.millrace.domain.Sku;
import io.millrace.domain.TenantId;
import io.millrace.events.stock.Proof;
import io.millrace.ledger.http.Endpoint;
import io.millrace.ledger.http.Parameter;
import io.millrace.ledger.http.Problem;
import io.millrace.ledger.http.ProblemType;
import io.millrace.ledger.http.Reply;
import io.millrace.ledger.http.Request;
import io.millrace.ledger.http.ValueType;
import io.millrace.ledger.route.Local;
import io.millrace.ledger.route.Question;
import io.millrace.ledger.route.Router;
import io.millrace.ledger.route.Seat;
import io.millrace.topology.stock.query.Freshness;
import io.millrace.topology.stock.query.ItemPosition;
import io.millrace.topology.stock.query.Reading;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// What is asked about all locations of a tenant at once: each partition answers for those it has.
final class WholeTenant {
    private static final Parameter<Integer> PARTITION = Parameter.query(
            "partition",
            ValueType.wholeNumber(0, Short.MAX_VALUE),
            "Only the locations that live in this partition; nodes ask each other so");

    private final Seat seat;
    private final Router router;

    WholeTenant(Seat seat, Router router) {
        this.seat = seat;
        this.router = router;
    }

    Endpoint availability() {
        return QueryEndpoints.live("/v1/items/{item}/availability", Schemas.AVAILABILITY, "The item at every location")
                .named("getAvailability", QueryEndpoints.STOCK, "The stock of an item over all locations")
                .parameters(QueryEndpoints.ITEM, PARTITION, QueryEndpoints.FORWARDED)
                .problem(ProblemType.NOT_FOUND, "The catalogue has no such item")
                .handledBy(this::availability);
    }

    private Reply availability(Request request) {
        Sku item = request.get(QueryEndpoints.ITEM);
        Optional<Boolean> known = seat.reads().knows(request.tenant(), item);
        boolean elsewhere = seat.reads().isElsewhere();
        if (known.isEmpty() && !elsewhere) {
            return Problem.of(ProblemType.UNAVAILABLE, "The catalogue is being read. Ask again.")
                    .retryAfter(1);
        }
        Map<Integer, List<LaneKey>> lanes = seat.reads().lanesOf(request.tenant()).stream()
                .collect(
                        Collectors.groupingBy(lane -> seat.reads().partition(lane), TreeMap::new, Collectors.toList()));
        Collection<Integer> partitions = elsewhere ? all() : lanes.keySet();
        String target = "/v1/items/" + item + "/availability";
        Merged merged = ask(
                request, partitions, target, partition -> available(lanes.getOrDefault(partition, List.of()), item));
        if (merged.refusal().isPresent()) {
            return merged.refusal().get();
        }
        ArrayNode locations = merged.all("locations");
        if (locations.isEmpty() && !known.orElse(true)) {
            return Problem.of(
                    ProblemType.NOT_FOUND,
                    "The catalogue of " + request.tenant() + " has no item " + item + ". Add it, or correct the name.");
        }
        ObjectNode json = Json.object().put("item", item.value());
        json.put("available", Merged.sum(locations, "available"));
        json.put("onHand", Merged.sum(locations, "onHand"));
        json.set("locations", locations);
        json.set("freshness", merged.all("freshness"));
        return Reply.json(200, json);
    }

    /// @param lanes those of one partition
    private Local available(List<LaneKey> lanes, Sku item) {
        if (seat.reads().isElsewhere()) {
            return new Local.Away("the ledger runs on other nodes");
        }
        ObjectNode json = Json.object();
        ArrayNode locations = json.putArray("locations");
        List<Freshness> read = new ArrayList<>();
        for (LaneKey lane : lanes) {
            switch (seat.reads().position(lane, item)) {
                case Reading.Found<ItemPosition>(var position, var freshness) -> {
                    locations.add(Json.position(lane, position));
                    read.add(freshness);
                }
                case Reading.Unknown<ItemPosition>(var kind, var freshness) -> read.add(freshness);
                case Reading.Away<ItemPosition>(String why) -> {
                    return new Local.Away(why);
                }
            }
        }
        return answer(json, read);
    }

    /// As fresh as the oldest part.
    private static Local answer(ObjectNode json, List<Freshness> read) {
        ArrayNode freshness = json.putArray("freshness");
        if (read.isEmpty()) {
            return new Local.Sure(Reply.json(200, json));
        }
        Freshness first = read.getFirst();
        boolean committed = read.stream().allMatch(Freshness::committed);
        boolean active = read.stream().allMatch(one -> one.source() == Freshness.Source.ACTIVE);
        Freshness oldest = new Freshness(
                first.partition(),
                active ? Freshness.Source.ACTIVE : Freshness.Source.STANDBY,
                first.sequence(),
                first.offsets(),
                first.eventAt(),
                first.lagRecords(),
                committed);
        freshness.add(Json.freshness(oldest));
        return Locals.answer(json, oldest);
    }

    Endpoint proof() {
        return QueryEndpoints.live("/v1/proof", Schemas.PROOFS, "The last checks")
                .named("getProof", QueryEndpoints.STOCK, "The proof that nothing was lost")
                .described("Every half minute each partition holds what it stores against what it added up on the way.")
                .parameters(PARTITION, QueryEndpoints.FORWARDED)
                .handledBy(this::proof);
    }

    private Reply proof(Request request) {
        Merged merged = ask(request, all(), "/v1/proof", partition -> proof(request.tenant(), partition));
        if (merged.refusal().isPresent()) {
            return merged.refusal().get();
        }
        ArrayNode proofs = merged.all("proofs");
        ObjectNode json = Json.object().put("drift", Merged.sum(proofs, "drift"));
        json.set("proofs", proofs);
        json.set("freshness", merged.all("freshness"));
        return Reply.json(200, json);
    }

    private Local proof(TenantId tenant, int partition) {
        ObjectNode json = Json.object();
        ArrayNode proofs = json.putArray("proofs");
        return switch (seat.reads().proof(tenant, partition)) {
            case Reading.Found<Proof>(var proof, var freshness) -> {
                proofs.add(Json.proof(proof));
                yield answer(json, List.of(freshness));
            }
            case Reading.Unknown<Proof>(var kind, var freshness) -> answer(json, List.of(freshness));
            case Reading.Away<Proof>(String why) -> new Local.Away(why);
        };
    }

    private List<Integer> all() {
        return IntStream.range(0, seat.reads().partitions()).boxed().toList();
    }

    /// Asks each partition, or the one that the request names. That there is no such thing is true if all of them say
    /// so.
    private Merged ask(Request request, Collection<Integer> all, String target, IntFunction<Local> local) {
        boolean isForwarded = request.find(QueryEndpoints.FORWARDED).isPresent();
        Collection<Integer> partitions =
                request.find(PARTITION).<Collection<Integer>>map(List::of).orElse(all);
        List<JsonNode> answers = new ArrayList<>();
        Optional<Reply> nothing = Optional.empty();
        for (int partition : partitions) {
            Question question = new Question(
                    partition, target + "?partition=" + partition, request.credentials(), () -> local.apply(partition));
            switch (router.answer(question, isForwarded)) {
                case Reply.Whole whole when whole.status() == 200 -> answers.add(Merged.read(whole));
                case Reply.Whole missing
                when missing.status() == ProblemType.NOT_FOUND.status() -> nothing = Optional.of(missing);
                case Reply.Whole refusal -> {
                    return new Merged(List.of(), Optional.of(refusal));
                }
                case Problem problem -> {
                    return new Merged(List.of(), Optional.of(problem));
                }
                case Reply.Flowing flowing -> throw new IllegalStateException("a query that flows: " + flowing);
            }
        }
        return new Merged(answers, answers.isEmpty() ? nothing : Optional.empty());
    }
}
