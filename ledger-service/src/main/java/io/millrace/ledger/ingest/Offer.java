package io.millrace.ledger.ingest;

import io.millrace.domain.LaneKey;
import io.millrace.ledger.http.InvalidField;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// An event that somebody wants to be taken in.
sealed interface Offer {
    /// It is as it should be.
    final class Ready implements Offer {
        private final UUID id;
        private final LaneKey lane;
        private final String topic;
        private final byte[] value;

        /// @param topic where it goes
        /// @param value its record, framed
        Ready(UUID id, LaneKey lane, String topic, byte[] value) {
            this.id = id;
            this.lane = lane;
            this.topic = topic;
            this.value = value;
        }

        UUID id() {
            return id;
        }

        LaneKey lane() {
            return lane;
        }

        String topic() {
            return topic;
        }

        byte[] value() {
            return value;
        }
    }

    /// It is not.
    record Refused(Optional<UUID> id, List<InvalidField> errors) implements Offer {}
}
