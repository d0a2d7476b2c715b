package io.millrace.ledger.ingest;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.events.stock.Outcome;
import io.millrace.ledger.http.AvroSchemas;
import io.millrace.ledger.http.InvalidField;
import io.millrace.ledger.http.JsonSchema;
import io.millrace.schemas.avro.JsonView;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// What is known of an event that was offered.
sealed interface Receipt {
    /// It is durable in Kafka, and the ledger will decide on it.
    record Accepted(UUID id) implements Receipt {}

    /// The ledger has decided.
    record Decided(UUID id, Outcome outcome) implements Receipt {}

    /// It can't be taken in as it is.
    record Invalid(Optional<UUID> id, List<InvalidField> errors) implements Receipt {}

    /// Kafka did not confirm it in time.
    record Unconfirmed(UUID id) implements Receipt {}

    JsonSchema SCHEMA = JsonSchema.object()
            .with("index", JsonSchema.wholeNumber(), "Its place in the request, from 0; of a line, from 1")
            .optional("eventId", JsonSchema.text("uuid"), "The event's identity; keep it to send the same again")
            .with(
                    "status",
                    JsonSchema.oneOf(List.of("accepted", "decided", "invalid", "unconfirmed")),
                    "accepted: durable, the ledger will decide on it; decided: see outcome; invalid: see errors,"
                            + " nothing was taken; unconfirmed: perhaps taken, send it again under the same eventId,"
                            + " which the ledger recognises")
            .optional("outcome", AvroSchemas.of(Outcome.TYPE), "What the ledger decided")
            .optional("errors", InvalidField.LIST, "Each thing that is wrong with the event")
            .named("Receipt");

    /// The receipt in JSON.
    default ObjectNode json(long index) {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("index", index);
        switch (this) {
            case Accepted(UUID id) -> json.put("eventId", id.toString()).put("status", "accepted");
            case Decided(UUID id, Outcome outcome) ->
                json.put("eventId", id.toString()).put("status", "decided").set("outcome", JsonView.of(outcome));
            case Unconfirmed(UUID id) -> json.put("eventId", id.toString()).put("status", "unconfirmed");
            case Invalid(Optional<UUID> id, List<InvalidField> errors) -> {
                id.ifPresent(known -> json.put("eventId", known.toString()));
                json.put("status", "invalid");
                errors.forEach(error -> json.withArray("errors")
                        .addObject()
                        .put("field", error.field())
                        .put("detail", error.detail()));
            }
        }
        return json;
    }
}
