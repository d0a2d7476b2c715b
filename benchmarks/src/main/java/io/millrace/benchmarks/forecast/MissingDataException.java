package io.millrace.benchmarks.forecast;

/// The open sets are not where they were looked for; the message says how to point at them.
public final class MissingDataException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public MissingDataException(String message) {
        super(message);
    }
}
