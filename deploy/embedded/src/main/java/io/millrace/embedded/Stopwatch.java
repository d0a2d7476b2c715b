package io.millrace.embedded;

import java.time.Duration;

/// Tells a listener how long each step took.
final class Stopwatch {
    private final StartListener listener;
    private long lastNanos = System.nanoTime();

    Stopwatch(StartListener listener) {
        this.listener = listener;
    }

    void restart() {
        lastNanos = System.nanoTime();
    }

    /// A step ended; the next begins.
    void ready(String what) {
        listener.ready(what, Duration.ofNanos(System.nanoTime() - lastNanos));
        restart();
    }
}
