package io.millrace.schemas.topics;

import java.time.Duration;

/// How long a topic keeps its records.
public sealed interface Retention {
    /// The newest record of every key, for ever.
    record Compacted() implements Retention {}

    /// Every record, for some time.
    record Days(int days) implements Retention {
        public Days {
            if (days < 1) {
                throw new IllegalArgumentException("a topic keeps its records at least a day, not " + days);
            }
        }

        Duration duration() {
            return Duration.ofDays(days);
        }
    }

    /// Every record, for ever.
    record Forever() implements Retention {}
}
