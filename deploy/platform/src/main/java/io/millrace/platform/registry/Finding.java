package io.millrace.platform.registry;

/// What became of the search for a schema under a subject.
sealed interface Finding {
    record Found(SchemaVersion version) implements Finding {}

    record SubjectUnknown() implements Finding {}

    /// The subject exists, but not with this schema.
    record SchemaUnknown() implements Finding {}

    /// What is searched for is not a schema.
    record Invalid(String why) implements Finding {}
}
