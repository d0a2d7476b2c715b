package io.millrace.ledger.history.sink;

/// History can't go on from where it is. The message says what an operator is to do.
public final class HistoryRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    HistoryRefusedException(String message) {
        super(message);
    }
}
