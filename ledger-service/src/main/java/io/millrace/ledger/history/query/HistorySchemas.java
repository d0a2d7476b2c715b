package io.millrace.ledger.history.query;

import io.millrace.ledger.http.JsonSchema;
import io.millrace.ledger.http.ObjectSchema;
import java.util.List;

/// What the answers of history look like.
final class HistorySchemas {
    static final JsonSchema FRESHNESS = JsonSchema.object()
            .with("source", JsonSchema.oneOf(List.of("history")), "Where this comes from: PostgreSQL")
            .optional("recordedUpTo", JsonSchema.time(), "When the newest entry came in that is written")
            .optional("writtenAt", JsonSchema.time(), "When it was written")
            .named("HistoryFreshness");
    static final JsonSchema POSITION_THEN = buckets(JsonSchema.object())
            .with("location", JsonSchema.text(), "Where")
            .with("item", JsonSchema.text(), "Of what")
            .with("available", JsonSchema.number(), "What could be promised")
            .with("onHand", JsonSchema.number(), "What was physically there")
            .with("version", JsonSchema.wholeNumber(), "The version of the newest entry this rests on")
            .with("sequence", JsonSchema.wholeNumber(), "The newest journal entry this rests on")
            .optional("recordedAt", JsonSchema.time(), "When that came in")
            .with("asOf", JsonSchema.time(), "The time that was asked for")
            .with("meaning", JsonSchema.oneOf(List.of("known", "true")), "What the time means")
            .with("freshness", FRESHNESS, "How far history is")
            .named("PositionThen");
    static final JsonSchema JOURNAL =
            page("entries", entry().named("JournalLine"), "The newest first").named("JournalPage");
    static final JsonSchema DEMAND =
            page("days", day().named("DemandOfDay"), "The first day first").named("DemandPage");
    static final JsonSchema POSITIONS = page("positions", position().named("ListedPosition"), "In the order asked for")
            .named("PositionList");
    static final JsonSchema CHECKS = JsonSchema.object()
            .with("checks", JsonSchema.arrayOf(check().named("HistoryCheck")), "By partition")
            .with("freshness", FRESHNESS, "How far history is")
            .named("HistoryChecks");

    private HistorySchemas() {}

    private static ObjectSchema page(String name, JsonSchema element, String order) {
        return JsonSchema.object()
                .with(name, JsonSchema.arrayOf(element), order)
                .optional("next", JsonSchema.text(), "The cursor of the next page; absent on the last")
                .with("freshness", FRESHNESS, "How far history is");
    }

    private static ObjectSchema buckets(ObjectSchema object) {
        JsonSchema number = JsonSchema.number();
        return object.with("free", number, "On the shelf, and nobody's")
                .with("reserved", number, "Set aside for customers")
                .with("damaged", number, "There, but can't be sold")
                .with("quarantined", number, "There, but held back")
                .with("inTransit", number, "On its way here")
                .with("onOrder", number, "Ordered, and not received");
    }

    private static ObjectSchema entry() {
        JsonSchema time = JsonSchema.time();
        JsonSchema text = JsonSchema.text();
        JsonSchema whole = JsonSchema.wholeNumber();
        JsonSchema sums = buckets(JsonSchema.object()).build();
        return JsonSchema.object()
                .with("location", text, "Where")
                .with("partition", whole, "The partition of the journal")
                .with("sequence", whole, "The number of the entry in that partition")
                .with("line", whole, "The place of the line in the entry, from 0")
                .with("eventId", JsonSchema.text("uuid"), "The event that was posted")
                .with("kind", text, "What kind of event it was")
                .optional("item", text, "Of what; absent for an entry without lines")
                .with("occurredAt", time, "When it happened, by its source")
                .with("recordedAt", time, "When it came in")
                .with("effectiveAt", time, "The moment it counts for")
                .with("change", sums, "What it added to each bucket, or took from it")
                .optional("after", sums, "What was there afterwards")
                .with("movements", text, "As from>to:quantity:reason, separated by commas")
                .with("flags", text, "What was noticed, separated by commas")
                .optional("reason", text, "Why, in the tenant's codes")
                .optional("reference", text, "The document it belongs to")
                .optional("till", text, "The till")
                .optional("actor", text, "On whose behalf it happened");
    }

    private static ObjectSchema day() {
        JsonSchema number = JsonSchema.number();
        return JsonSchema.object()
                .with("businessDate", JsonSchema.date(), "The trading day")
                .with("units", number, "Units sold")
                .with("returns", number, "Units that came back")
                .with("revenue", number, "What customers paid")
                .with("transactions", JsonSchema.wholeNumber(), "How many receipts had the item")
                .with("complete", JsonSchema.truth(), "Whether every till was heard to the end of the day")
                .with("sealed", JsonSchema.truth(), "Whether the day no longer changes")
                .optional("averagePrice", number, "The average price of one unit")
                .optional("currency", JsonSchema.text(), "Of the amounts")
                .optional("promotion", JsonSchema.text(), "The promotion that ran")
                .optional("inStockMinutes", number, "Minutes of opening hours with stock; absent means unknown")
                .optional("openMinutes", number, "Minutes the location was open");
    }

    private static ObjectSchema position() {
        return buckets(JsonSchema.object())
                .with("location", JsonSchema.text(), "Where")
                .with("item", JsonSchema.text(), "Of what")
                .with("available", JsonSchema.number(), "What can be promised")
                .with("onHand", JsonSchema.number(), "What is physically there")
                .with("version", JsonSchema.wholeNumber(), "Counts the changes")
                .optional("countedAt", JsonSchema.time(), "When it was counted last")
                .optional("soldAt", JsonSchema.time(), "When some was sold last")
                .optional("receivedAt", JsonSchema.time(), "When some came in last")
                .optional("outOfStockSince", JsonSchema.time(), "Since when nothing is free; absent while something is")
                .optional("unitCost", JsonSchema.number(), "What a unit cost on average");
    }

    private static ObjectSchema check() {
        return JsonSchema.object()
                .with("partition", JsonSchema.wholeNumber(), "What was checked")
                .with("journalSequence", JsonSchema.wholeNumber(), "The journal entry at which both were compared")
                .with("drift", JsonSchema.number(), "By how much they differ; 0 unless something is very wrong")
                .optional("checkedAt", JsonSchema.time(), "When");
    }
}
