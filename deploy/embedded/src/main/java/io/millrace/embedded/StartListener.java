package io.millrace.embedded;

import java.time.Duration;

/// Hears how a start goes on.
@FunctionalInterface
public interface StartListener {
    /// Something is ready.
    void ready(String what, Duration took);
}
