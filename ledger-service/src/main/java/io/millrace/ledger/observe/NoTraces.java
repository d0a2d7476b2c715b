package io.millrace.ledger.observe;

import io.millrace.topology.RecordTraces;
import java.util.Optional;
import java.util.function.Function;
import org.apache.kafka.common.header.Headers;

/// Traces nothing.
final class NoTraces implements Traces {
    private record Untraced(String traceId) implements Served {
        @Override
        public void answered(int status) {
            // Nobody wants to know.
        }

        @Override
        public void close() {
            // There is nothing to end.
        }
    }

    @Override
    public Served serve(String verb, String route, Function<String, Optional<String>> header) {
        return new Untraced(header.apply(HEADER)
                .flatMap(TraceParent::parse)
                .map(TraceParent::traceId)
                .orElse(""));
    }

    @Override
    public Optional<String> passedOn() {
        return Optional.empty();
    }

    @Override
    public Step process(String topic, Headers read) {
        return RecordTraces.NONE.process(topic, read);
    }

    @Override
    public Step send(String topic, int records) {
        return RecordTraces.NONE.send(topic, records);
    }

    @Override
    public void close() {
        // There is nothing to send.
    }
}
