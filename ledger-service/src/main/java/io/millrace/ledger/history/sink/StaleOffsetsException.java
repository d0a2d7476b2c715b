package io.millrace.ledger.history.sink;

/// Somebody else has written what this writer is about to write: its offsets are not those of the database any more.
/// Nothing was written.
public final class StaleOffsetsException extends Exception {
    private static final long serialVersionUID = 1L;

    StaleOffsetsException(String message) {
        super(message);
    }
}
