package io.millrace.topology.intake;

import io.millrace.domain.LaneKey;
import java.util.Optional;
import java.util.UUID;

/// What becomes of a record that a tenant wrote.
sealed interface Decision {
    /// It is carried on as it came, to where its lane lives.
    record Pass(LaneKey lane, int partition) implements Decision {}

    /// It is not let in.
    ///
    /// @param field what is wrong, as a path: `key`, `value` or a field of the event
    /// @param detail the same in words, with what to do
    /// @param eventId the event, as far as it could be read
    record Refuse(IntakeReason reason, String field, String detail, Optional<UUID> eventId) implements Decision {}
}
