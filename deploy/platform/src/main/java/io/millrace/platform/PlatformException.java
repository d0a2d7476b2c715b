package io.millrace.platform;

import org.jspecify.annotations.Nullable;

/// The platform can't start or go on, for a reason its user can do something about: the message says what.
public final class PlatformException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public PlatformException(String message) {
        super(message);
    }

    public PlatformException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
