package io.millrace.ledger.ingest;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/// What came in over HTTP, and how much is on its way.
final class IngestMeters implements MeterBinder {
    private final ByteBudget budget;
    private final RecordWriter writer;
    private final LongAdder accepted = new LongAdder();
    private final LongAdder invalid = new LongAdder();
    private final LongAdder unconfirmed = new LongAdder();

    IngestMeters(ByteBudget budget, RecordWriter writer) {
        this.budget = budget;
        this.writer = writer;
    }

    void count(List<Receipt> receipts) {
        int refused = 0;
        int unsure = 0;
        for (Receipt receipt : receipts) {
            refused += receipt instanceof Receipt.Invalid ? 1 : 0;
            unsure += receipt instanceof Receipt.Unconfirmed ? 1 : 0;
        }
        accepted.add(receipts.size() - refused - unsure);
        invalid.add(refused);
        unconfirmed.add(unsure);
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        events("accepted", accepted, registry);
        events("invalid", invalid, registry);
        events("unconfirmed", unconfirmed, registry);
        Gauge.builder("millrace.ingest.in.flight", budget, ByteBudget::taken)
                .description("Bytes of requests that are on their way into Kafka")
                .baseUnit("bytes")
                .register(registry);
        Gauge.builder("millrace.ingest.in.flight.max", budget, ByteBudget::max)
                .description("How many may be, before requests are answered 429")
                .baseUnit("bytes")
                .register(registry);
        Gauge.builder("millrace.ingest.kafka.reachable", writer, kafka -> kafka.isReachable() ? 1 : 0)
                .description("1 while Kafka answers, else 0, and requests are answered 503")
                .register(registry);
    }

    private static void events(String result, LongAdder adder, MeterRegistry registry) {
        FunctionCounter.builder("millrace.ingest.events", adder, LongAdder::sum)
                .description("Events that came in over HTTP: accepted is durable, unconfirmed may be")
                .tag("result", result)
                .register(registry);
    }
}
