package io.millrace.config;

import java.nio.file.Path;

/// What is written to the log, and where.
public record Log(Level level, Path file) {
    /// How much Millrace says. Libraries stay two steps quieter: warnings only, until `debug`.
    public enum Level {
        ERROR,
        WARN,
        INFO,
        DEBUG,
        TRACE
    }
}
