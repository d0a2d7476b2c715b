package io.millrace.ledger.history.sink;

import java.time.Instant;
import java.util.Optional;

/// How the sink is.
///
/// @param state what it does
/// @param cause why it does not write, if it does not
/// @param lagRecords how many records wait to be written, of the partitions that are this node's
/// @param lagSince since when the oldest of them waits, if any does
public record HistoryStatus(State state, String cause, long lagRecords, Optional<Instant> lagSince) {
    /// What a sink does.
    public enum State {
        /// Writes what comes.
        WRITING,
        /// Something is away; it tries again, and nothing is lost meanwhile.
        RETRYING,
        /// Does nothing any more until an operator does something.
        STOPPED
    }

    /// How long the oldest record waits, in seconds; 0 if none does.
    public double lagSeconds(Instant now) {
        return lagSince.map(since -> Math.max(0, (now.toEpochMilli() - since.toEpochMilli()) / 1e3))
                .orElse(0.0);
    }
}
