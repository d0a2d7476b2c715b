package io.millrace.ledger.live;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

/// Who waits for outcomes, and how far we are behind in hearing them.
record OutcomesMeters(OutcomesHub hub) implements MeterBinder {
    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("millrace.outcomes.awaited", hub, OutcomesHub::awaited)
                .description("Events whose outcome somebody waits for")
                .register(registry);
        Gauge.builder("millrace.outcomes.behind.records", hub, OutcomesHub::behindRecords)
                .description("Outcomes that the ledger has committed and we have not heard")
                .register(registry);
    }
}
