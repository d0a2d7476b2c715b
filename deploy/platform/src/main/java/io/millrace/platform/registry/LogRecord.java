package io.millrace.platform.registry;

/// What the registry's log can say.
sealed interface LogRecord {
    /// A version is as given: new, changed, or deleted softly.
    record Put(SchemaVersion version) implements LogRecord {}

    /// A version is deleted for good.
    record Gone(String subject, int version) implements LogRecord {}

    /// No id up to this one may be given again. Compaction takes away what is deleted for good; this stays.
    record HighestId(int id) implements LogRecord {}

    /// Something another registry wrote and this one needs not know.
    record Skipped(String kind) implements LogRecord {}
}
