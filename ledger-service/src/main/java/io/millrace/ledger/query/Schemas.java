package io.millrace.ledger.query;

import io.millrace.ledger.http.JsonSchema;
import io.millrace.ledger.http.ObjectSchema;
import java.util.List;

/// What the answers of the queries look like.
final class Schemas {
    static final JsonSchema FRESHNESS = JsonSchema.object()
            .with(
                    "source",
                    JsonSchema.oneOf(List.of("active", "standby")),
                    "active: the one process that changes it; standby: a copy, which may be older")
            .with("partition", JsonSchema.wholeNumber(), "Where the location lives")
            .with("sequence", JsonSchema.wholeNumber(), "The journal entry of the partition up to which this is true")
            .with(
                    "committed",
                    JsonSchema.truth(),
                    "False when it is ahead of the last commit: a crash would deal with the newest events again")
            .optional("eventAt", JsonSchema.time(), "When the newest event came in that was dealt with")
            .optional("lagRecords", JsonSchema.wholeNumber(), "How many records wait to be dealt with")
            .with(
                    "offsets",
                    JsonSchema.mapOf(JsonSchema.wholeNumber()),
                    "The last record of each topic that was dealt with; empty for a copy")
            .named("Freshness");
    static final JsonSchema POSITION = position().named("Position");
    static final JsonSchema POSITION_NOW =
            position().with("freshness", FRESHNESS, "How fresh this is").named("PositionNow");
    static final JsonSchema POSITIONS = JsonSchema.object()
            .with(
                    "positions",
                    JsonSchema.arrayOf(POSITION),
                    "In the order in which the location came to know the items")
            .optional("next", JsonSchema.text(), "The cursor of the next page; absent on the last")
            .with("freshness", FRESHNESS, "How fresh this page is")
            .named("Positions");
    static final JsonSchema RESERVATION = reservation().named("Reservation");
    static final JsonSchema RESERVATION_NOW =
            reservation().with("freshness", FRESHNESS, "How fresh this is").named("ReservationNow");
    static final JsonSchema RESERVATIONS = JsonSchema.object()
            .with("reservations", JsonSchema.arrayOf(RESERVATION), "The open ones, in the order of their names")
            .optional("next", JsonSchema.text(), "The cursor of the next page; absent on the last")
            .with("freshness", FRESHNESS, "How fresh this is")
            .named("Reservations");
    static final JsonSchema COMPLETENESS = JsonSchema.object()
            .with("tills", JsonSchema.arrayOf(tillDay()), "In the order of dates and tills")
            .with("freshness", FRESHNESS, "How fresh this is")
            .named("Completeness");
    static final JsonSchema AVAILABILITY = JsonSchema.object()
            .with("item", JsonSchema.text(), "The item")
            .with("available", JsonSchema.number(), "What can be promised, over all locations")
            .with("onHand", JsonSchema.number(), "What is physically there, over all locations")
            .with("locations", JsonSchema.arrayOf(POSITION), "Each location of the tenant")
            .with("freshness", JsonSchema.arrayOf(FRESHNESS), "How fresh this is, by partition")
            .named("Availability");
    static final JsonSchema PROOFS = JsonSchema.object()
            .with("drift", JsonSchema.number(), "What does not add up; 0 unless something is very wrong")
            .with(
                    "proofs",
                    JsonSchema.arrayOf(proof()),
                    "The last check of each partition that has stock of the tenant")
            .with("freshness", JsonSchema.arrayOf(FRESHNESS), "How fresh the partitions are")
            .named("Proofs");

    private Schemas() {}

    private static ObjectSchema position() {
        JsonSchema number = JsonSchema.number();
        return JsonSchema.object()
                .with("location", JsonSchema.text(), "Where")
                .with("item", JsonSchema.text(), "Of what")
                .with("available", number, "What can be promised")
                .with("onHand", number, "What is physically there")
                .with("free", number, "On the shelf, and nobody's")
                .with("reserved", number, "Set aside for customers")
                .with("damaged", number, "There, but can't be sold")
                .with("quarantined", number, "There, but held back")
                .with("inTransit", number, "On its way here")
                .with("onOrder", number, "Ordered, and not received")
                .with("version", JsonSchema.wholeNumber(), "Counts the changes")
                .optional("countedAt", JsonSchema.time(), "When it was counted last")
                .optional("soldAt", JsonSchema.time(), "When some was sold last")
                .optional("receivedAt", JsonSchema.time(), "When some came in last")
                .optional("outOfStockSince", JsonSchema.time(), "Since when nothing is free; absent while something is")
                .optional("unitCost", number, "What a unit cost on average");
    }

    private static ObjectSchema reservation() {
        return JsonSchema.object()
                .with("location", JsonSchema.text(), "Where")
                .with("reservation", JsonSchema.text(), "What it is called")
                .with("open", JsonSchema.truth(), "Whether anything is still set aside")
                .with(
                        "lines",
                        JsonSchema.arrayOf(JsonSchema.object()
                                .with("item", JsonSchema.text(), "Of what")
                                .with("quantity", JsonSchema.number(), "How much is still set aside")
                                .build()),
                        "What is still set aside")
                .optional("expiresAt", JsonSchema.time(), "When it lapses; absent when it does not")
                .optional("changedAt", JsonSchema.time(), "When it changed last");
    }

    private static JsonSchema proof() {
        JsonSchema number = JsonSchema.number();
        JsonSchema count = JsonSchema.wholeNumber();
        return JsonSchema.object()
                .with("partition", count, "What was checked")
                .with("at", JsonSchema.time(), "When")
                .with("journalSequence", count, "The last journal entry at that moment")
                .with("drift", number, "What does not add up")
                .with("totals", JsonSchema.mapOf(number), "The sum of all positions by bucket")
                .with("totalIn", number, "All that ever came in")
                .with("totalOut", number, "All that ever went out")
                .with("openReservations", number, "The sum of open reservations, which must equal the reserved total")
                .with("counts", JsonSchema.mapOf(count), "How the records ended, each in one of four ways")
                .named("Proof");
    }

    private static JsonSchema tillDay() {
        JsonSchema intervals = JsonSchema.arrayOf(JsonSchema.object()
                .with("first", JsonSchema.wholeNumber(), "The first number")
                .with("last", JsonSchema.wholeNumber(), "The last number")
                .build());
        return JsonSchema.object()
                .with("location", JsonSchema.text(), "Where")
                .with("till", JsonSchema.text(), "The till")
                .with("businessDate", JsonSchema.date(), "Its trading day")
                .with("closed", JsonSchema.truth(), "Whether the till has closed the day")
                .with("complete", JsonSchema.truth(), "Closed, and everything it says it sent is here")
                .with("received", intervals, "The numbers that came")
                .with("missing", intervals, "The numbers that should have come and did not")
                .optional("announced", JsonSchema.wholeNumber(), "How many events the till says it sent")
                .optional("completeUpTo", JsonSchema.time(), "Everything it sent before is here")
                .optional("lastHeardAt", JsonSchema.time(), "When it was heard last")
                .named("TillDay");
    }
}
