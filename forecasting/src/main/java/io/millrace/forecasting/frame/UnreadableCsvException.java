package io.millrace.forecasting.frame;

/// A file that cannot be read as it is; the message names the lines and says what would be right.
public final class UnreadableCsvException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    public UnreadableCsvException(String message) {
        super(message);
    }
}
