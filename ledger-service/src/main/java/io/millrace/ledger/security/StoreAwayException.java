package io.millrace.ledger.security;

/// What is kept can't be asked for right now.
public final class StoreAwayException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StoreAwayException(String what, Throwable cause) {
        super(what, cause);
    }
}
