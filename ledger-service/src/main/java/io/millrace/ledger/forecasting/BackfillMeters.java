package io.millrace.ledger.forecasting;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

/// How far demand is filled up with what only PostgreSQL has.
public record BackfillMeters(DemandView demand) implements MeterBinder {
    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("millrace.forecast.backfilling", demand, view -> view.isBackfilling() ? 1 : 0)
                .description("1 while closed days are read from PostgreSQL that the topic has no more")
                .register(registry);
        Gauge.builder("millrace.forecast.backfilled.days", demand, DemandView::backfilledDays)
                .description("How many of those were read")
                .register(registry);
    }
}
