package io.millrace.platform.registry;

import java.util.List;

/// What became of the question whether a schema could be the next version.
sealed interface Comparison {
    /// The reasons are empty if it could.
    record Compared(List<String> reasons) implements Comparison {}

    record SubjectUnknown() implements Comparison {}

    record VersionUnknown() implements Comparison {}

    record Invalid(String why) implements Comparison {}
}
