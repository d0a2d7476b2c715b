package io.millrace.topology;

import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/// Joins what is done with records to the traces that their headers name. The topologies know no more of traces than
/// this. Safe for many threads.
public interface RecordTraces {
    /// Traces nothing, at no cost.
    RecordTraces NONE = new RecordTraces() {
        private final Step none = new Untraced();

        @Override
        public Step process(String topic, Headers read) {
            return none;
        }

        @Override
        public Step send(String topic, int records) {
            return none;
        }
    };

    /// A record was read, and is dealt with until the step is closed.
    ///
    /// @param read its headers; without a trace in them there is nothing to join
    Step process(String topic, Headers read);

    /// Records are sent on behalf of what this thread does, until the step is closed.
    Step send(String topic, int records);

    /// A part of a trace.
    interface Step extends AutoCloseable {
        /// What the records carry that come of it.
        Headers headers();

        /// It did not go well.
        default void failed(String why) {
            // Of interest to those who trace.
        }

        @Override
        void close();
    }

    /// A step of no trace.
    final class Untraced implements Step {
        /// For as many records as may be: whoever sends one copies them.
        private final Headers none = new RecordHeaders();

        @Override
        public Headers headers() {
            return none;
        }

        @Override
        public void close() {
            // There is nothing to end.
        }
    }
}
