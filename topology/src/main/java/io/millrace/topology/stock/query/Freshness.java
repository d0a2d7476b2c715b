package io.millrace.topology.stock.query;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// How fresh an answer is.
///
/// @param partition the partition its lane lives in
/// @param source who answers
/// @param sequence the journal entry of the partition up to which the answer is true
/// @param offsets the last record of each topic that has been dealt with; empty for a copy, and right after a start
/// @param eventAt when the broker took in the newest event that was dealt with; for a copy, when it was committed
/// @param lagRecords how many records wait to be dealt with; for a copy, records of its owner's log
/// @param committed whether all of it is surely committed: else a crash could still undo it, and the events are then
///     dealt with again
public record Freshness(
        int partition,
        Source source,
        long sequence,
        Map<String, Long> offsets,
        Optional<Instant> eventAt,
        OptionalLong lagRecords,
        boolean committed) {
    public Freshness {
        offsets = Map.copyOf(offsets);
    }

    /// Who answers.
    public enum Source {
        /// The one process that changes the lane.
        ACTIVE,
        /// A process that holds a copy, which may be older.
        STANDBY
    }
}
