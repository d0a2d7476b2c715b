package io.millrace.topology.catalog.rules;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What becomes of a command on the catalogue.
public sealed interface Verdict {
    /// The record is to be put, with its new version.
    record Put(RecordKind.Typed<?> record) implements Verdict {}

    /// The record is to go; the version counts its going.
    record Removed(long version) implements Verdict {}

    /// The record is what the command wants already.
    record Unchanged(long version) implements Verdict {}

    /// Nothing is done.
    ///
    /// @param version of the record there is, if there is one
    record Refused(List<Problem> problems, @Nullable Long version) implements Verdict {
        public Refused {
            problems = List.copyOf(problems);
            if (problems.isEmpty()) {
                throw new IllegalArgumentException("a command is not refused for nothing");
            }
        }

        static Refused of(Reason reason, String field, String detail, @Nullable Long version) {
            return new Refused(List.of(new Problem(reason, field, detail)), version);
        }

        /// Of all that is wrong, what comes first.
        public Reason reason() {
            return problems.stream().map(Problem::reason).min(Reason::compareTo).orElseThrow();
        }
    }
}
