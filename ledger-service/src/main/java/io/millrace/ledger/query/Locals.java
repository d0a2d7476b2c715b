package io.millrace.ledger.query;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.domain.LaneKey;
import io.millrace.ledger.http.Problem;
import io.millrace.ledger.http.ProblemType;
import io.millrace.ledger.http.Reply;
import io.millrace.ledger.route.Local;
import io.millrace.topology.stock.query.Freshness;
import io.millrace.topology.stock.query.Freshness.Source;
import io.millrace.topology.stock.query.Reading;
import java.util.function.Function;

/// What this node says to a question, from what it read.
final class Locals {
    private Locals() {}

    /// That something is not there, only its owner knows.
    static <T> Local of(Reading<T> reading, Function<T, ObjectNode> json, LaneKey lane) {
        return switch (reading) {
            case Reading.Found<T>(T value, Freshness freshness) -> {
                ObjectNode found = json.apply(value);
                found.set("freshness", Json.freshness(freshness));
                yield answer(found, freshness);
            }
            case Reading.Unknown<T>(Reading.Kind kind, Freshness freshness) ->
                freshness.source() == Source.ACTIVE
                        ? new Local.Sure(unknown(kind, lane))
                        : new Local.Away("only a copy is here, which does not know it");
            case Reading.Away<T>(String why) -> new Local.Away(why);
        };
    }

    static Local answer(ObjectNode json, Freshness freshness) {
        Reply reply = Reply.json(200, json);
        return freshness.source() == Source.ACTIVE ? new Local.Sure(reply) : new Local.Copied(reply);
    }

    private static Reply unknown(Reading.Kind kind, LaneKey lane) {
        return Problem.of(
                ProblemType.NOT_FOUND,
                switch (kind) {
                    case LOCATION ->
                        "The catalogue of " + lane.tenant() + " has no location " + lane.location()
                                + ". Add it, or correct the name.";
                    case ITEM ->
                        "The catalogue of " + lane.tenant() + " has no such item, and nothing ever happened to it at "
                                + lane.location() + ". Add it, or correct the name.";
                    case RESERVATION ->
                        "No such reservation is remembered at " + lane.location()
                                + ". Its name is the one it was made with.";
                    case TENANT -> "Nothing is known of " + lane.tenant() + ".";
                });
    }
}
