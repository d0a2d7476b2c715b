package io.millrace.config;

import java.nio.file.Path;

/// What is written to the log, and where; and what of it the terminal shows.
public record Log(Level level, Path file, Shown console) {
    /// What is written to standard error beside the file.
    public enum Shown {
        /// Nothing.
        OFF,
        /// Warnings and errors, in words, if it is a terminal.
        TEXT,
        /// Everything, one JSON object a line, for whoever collects the output of programs.
        JSON
    }

    /// How much Millrace says. Libraries stay two steps quieter: warnings only, until `debug`.
    public enum Level {
        ERROR,
        WARN,
        INFO,
        DEBUG,
        TRACE
    }
}
