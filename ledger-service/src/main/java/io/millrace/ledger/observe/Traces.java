package io.millrace.ledger.observe;

import io.millrace.topology.RecordTraces;
import java.util.Optional;
import java.util.function.Function;

/// Traces of what is asked, from the request over the records that come of it to what the ledger makes of them, as W3C
/// and OpenTelemetry have them. Safe for many threads.
public interface Traces extends RecordTraces, AutoCloseable {
    /// The header of requests and records that names a trace, as W3C has it.
    String HEADER = "traceparent";

    /// Traces nothing. A trace that a request names is still known to the log.
    static Traces off() {
        return new NoTraces();
    }

    /// A request begins on this thread.
    ///
    /// @param verb of its endpoint
    /// @param route the endpoint's path as declared
    /// @param header the first value of a header of the request, by its name
    Served serve(String verb, String route, Function<String, Optional<String>> header);

    /// What a request to another node carries on behalf of what this thread does.
    Optional<String> passedOn();

    /// Sends what is still to be sent.
    @Override
    void close();

    /// A request, until it is closed on the thread that began it.
    interface Served extends AutoCloseable {
        /// The trace it belongs to, in 32 hexadecimal digits; empty if it belongs to none.
        String traceId();

        /// What was answered.
        void answered(int status);

        @Override
        void close();
    }
}
