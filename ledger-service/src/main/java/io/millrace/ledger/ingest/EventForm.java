package io.millrace.ledger.ingest;

import com.fasterxml.jackson.core.JsonParser;
import io.millrace.domain.LaneKey;
import io.millrace.domain.LocationId;
import io.millrace.domain.TenantId;
import io.millrace.ledger.http.AvroSchemas;
import io.millrace.ledger.http.InvalidField;
import io.millrace.ledger.http.JsonSchema;
import io.millrace.ledger.http.Principal;
import io.millrace.schemas.avro.AvroRoot;
import io.millrace.schemas.avro.AvroType;
import io.millrace.schemas.json.JsonReader;
import io.millrace.schemas.json.JsonRecord;
import io.millrace.schemas.registry.SchemaRegistry;
import io.millrace.schemas.topics.Topic;
import io.millrace.schemas.wire.AvroSerializer;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;

/// Reads events of one topic, and checks what intake would check: tenant, place, size and schema.
final class EventForm {
    private static final String HEADER = "header";
    private static final String EVENT_ID = "eventId";
    private static final String TENANT_ID = "tenantId";
    private static final String LOCATION_ID = "locationId";

    private final String topic;
    private final AvroType<? extends AvroRoot> type;
    private final JsonReader reader;
    private final AvroSerializer<AvroRoot> serializer;
    private final Set<String> kinds;
    private final int recordBytesMax;

    /// @param kinds the bodies that are taken; empty takes all
    EventForm(Topic<LaneKey, ?> topic, Set<String> kinds, int recordBytesMax, SchemaRegistry registry) {
        this.topic = topic.name();
        this.type = topic.value();
        this.kinds = kinds;
        this.recordBytesMax = recordBytesMax;
        this.reader = JsonReader.of(type);
        this.serializer = new AvroSerializer<>(registry);
    }

    /// What such events look like.
    JsonSchema schema() {
        return AvroSchemas.of(type);
    }

    /// Reads the event the parser stands at.
    ///
    /// @param principal whose event it must be, at a place of theirs
    /// @param id makes its identity if it brings none
    /// @throws io.millrace.ledger.http.ProblemException if it is about a location that is not theirs
    /// @throws IOException if it is not JSON, or does not come to its end
    Offer read(JsonParser parser, Principal principal, Supplier<UUID> id) throws IOException {
        TenantId tenant = principal.tenant();
        JsonRecord event = reader.read(parser);
        event.fillMissing(HEADER, TENANT_ID, tenant.value());
        if (event.value(HEADER, EVENT_ID) == null) {
            event.fillMissing(HEADER, EVENT_ID, id.get());
        }
        checkTenant(event, tenant);
        Optional<LocationId> location = location(event);
        location.ifPresent(principal::require);
        String kind = event.branch("body");
        if (!kinds.isEmpty() && !kind.isEmpty() && !kinds.contains(kind)) {
            event.fault("body.type", "'" + kind + "' is not taken here; this takes " + String.join(", ", kinds));
        }
        Optional<UUID> eventId =
                Optional.ofNullable(event.value(HEADER, EVENT_ID) instanceof UUID known ? known : null);
        if (!event.faults().isEmpty() || location.isEmpty() || eventId.isEmpty()) {
            return refused(event, eventId);
        }
        byte[] value = serializer.serialize(topic, type, event::write);
        if (value.length > recordBytesMax) {
            event.fault(
                    "",
                    "the event has " + value.length + " bytes and may have " + recordBytesMax
                            + "; send less in one event, such as a count or a delivery in parts");
            return refused(event, eventId);
        }
        return new Offer.Ready(eventId.get(), new LaneKey(tenant, location.get()), topic, value);
    }

    private static Offer refused(JsonRecord event, Optional<UUID> eventId) {
        List<InvalidField> errors = event.faults().stream()
                .map(fault -> new InvalidField(fault.field(), fault.detail()))
                .toList();
        return new Offer.Refused(eventId, errors);
    }

    private static void checkTenant(JsonRecord event, TenantId tenant) {
        if (event.value(HEADER, TENANT_ID) instanceof String said && !said.equals(tenant.value())) {
            event.fault(
                    "header.tenantId",
                    "the event is of tenant '" + said + "', but the request is of '" + tenant + "'; leave it out, or"
                            + " send it as its own tenant");
        }
    }

    private static Optional<LocationId> location(JsonRecord event) {
        if (event.value(HEADER, LOCATION_ID) instanceof String said) {
            try {
                return Optional.of(LocationId.of(said));
            } catch (IllegalArgumentException malformed) {
                event.fault("header.locationId", malformed.getMessage());
            }
        }
        return Optional.empty();
    }
}
