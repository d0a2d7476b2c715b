package io.millrace.config;

/// When an acknowledged record of the embedded broker is safe.
public enum Durability {
    /// Survives the end of the process (`kill -9` included); the operating system writes to disk when it likes.
    PROCESS,
    /// Survives a power cut: every acknowledged record has been flushed to disk, which costs latency.
    POWER
}
