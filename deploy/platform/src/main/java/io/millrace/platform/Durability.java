package io.millrace.platform;

/// What an acknowledged Kafka record survives.
public enum Durability {
    /// The end of the process at any moment, kill -9 included; a power cut may cost what the operating system had not
    /// written yet.
    PROCESS,
    /// A power cut as well: every write is flushed to disk before it is acknowledged.
    POWER
}
