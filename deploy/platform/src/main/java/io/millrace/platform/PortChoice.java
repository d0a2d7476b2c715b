package io.millrace.platform;

/// A TCP port and the configuration key it came from, so that an error can name what to change.
///
/// Port 0 lets the system pick a free one.
public record PortChoice(String key, int port) {
    private static final int HIGHEST_PORT = 65_535;

    public PortChoice {
        if (key.isBlank()) {
            throw new IllegalArgumentException("a port needs the configuration key it came from");
        }
        if (port < 0 || port > HIGHEST_PORT) {
            throw new IllegalArgumentException(
                    key + " is " + port + ", but a port is a number from 0 (any free one) to " + HIGHEST_PORT);
        }
    }

    /// Any free port, under the given key.
    public static PortChoice anyFree(String key) {
        return new PortChoice(key, 0);
    }

    public boolean isAnyFree() {
        return port == 0;
    }
}
