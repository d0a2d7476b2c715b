package io.millrace.testkit;

import io.millrace.domain.LaneKey;
import io.millrace.events.EventHeader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;

/// The common part of the events that tests make.
final class Headers {
    private Headers() {}

    /// A header whose identity follows from place and time, so that a test says the same thing every time it runs.
    static EventHeader.Builder of(LaneKey lane, Instant occurredAt) {
        return EventHeader.builder()
                .eventId(UUID.nameUUIDFromBytes((lane + "@" + occurredAt).getBytes(StandardCharsets.UTF_8)))
                .tenantId(lane.tenant().value())
                .locationId(lane.location().value())
                .occurredAt(occurredAt);
    }
}
