package io.millrace.topology.stock.state;

import io.millrace.schemas.avro.Bytes;
import java.util.UUID;

/// A record that has to wait, whole, and what for.
///
/// @param eventId the event
/// @param value the record's bytes as they came
public record Parked(
        Wait awaits, UUID eventId, String topic, int partition, long offset, long recordedAtMicros, Bytes value) {
    /// What a record waits for.
    public sealed interface Wait {
        /// The location, which the catalogue does not know yet.
        enum ForLocation implements Wait {
            LOCATION
        }

        /// Another event, by what identifies it.
        record ForEvent(String identity) implements Wait {}

        /// Nothing any more: what became of it was told.
        enum Over implements Wait {
            OVER
        }
    }

    /// The same record, done with. It is remembered for a while, because its former self is still in the log.
    public Parked over() {
        return new Parked(Wait.Over.OVER, eventId, topic, partition, offset, recordedAtMicros, Bytes.EMPTY);
    }

    public boolean isOver() {
        return awaits == Wait.Over.OVER;
    }
}
