package io.millrace.forecasting.plugins;

/// A method from outside that cannot be used, and what its author or user should do. The message is for people.
public final class PluginException extends RuntimeException {
    private static final long serialVersionUID = 1;

    PluginException(String message) {
        super(message);
    }

    PluginException(String message, Throwable cause) {
        super(message, cause);
    }
}
