package io.millrace.ledger.route;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.concurrent.atomic.LongAdder;

/// How often others had to be asked.
final class RouteMeters implements MeterBinder {
    private final LongAdder forwarded = new LongAdder();
    private final LongAdder hedged = new LongAdder();
    private final LongAdder unanswered = new LongAdder();

    void forwarded() {
        forwarded.increment();
    }

    void hedged() {
        hedged.increment();
    }

    void unanswered() {
        unanswered.increment();
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        counter("millrace.route.forwarded", forwarded, "Questions to other nodes", registry);
        counter(
                "millrace.route.hedged",
                hedged,
                "Questions to a second node because the first took its time",
                registry);
        counter("millrace.route.unanswered", unanswered, "Questions that no node could answer, answered 503", registry);
    }

    private static void counter(String name, LongAdder adder, String description, MeterRegistry registry) {
        FunctionCounter.builder(name, adder, LongAdder::sum)
                .description(description)
                .register(registry);
    }
}
