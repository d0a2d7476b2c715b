package io.millrace.ledger.live;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/// Who follows the live stream, and who was let go.
final class StreamMeters implements MeterBinder {
    private final Map<LiveStream, Thread> streams;
    private final LongAdder dropped = new LongAdder();
    private final LongAdder refused = new LongAdder();

    StreamMeters(Map<LiveStream, Thread> streams) {
        this.streams = streams;
    }

    void dropped() {
        dropped.increment();
    }

    void refused() {
        refused.increment();
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("millrace.stream.clients", streams, Map::size)
                .description("Clients that follow the live stream")
                .register(registry);
        FunctionCounter.builder("millrace.stream.dropped", dropped, LongAdder::sum)
                .description("Clients that were let go because they took nothing")
                .register(registry);
        FunctionCounter.builder("millrace.stream.refused", refused, LongAdder::sum)
                .description("Clients that were refused because too many follow")
                .register(registry);
    }
}
