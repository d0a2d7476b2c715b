package io.millrace.ledger.history.sink;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.InstantSource;

/// How far history is behind, and whether it adds up.
public record HistoryMeters(HistorySink sink, HistoryCheck check, InstantSource clock) implements MeterBinder {
    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("millrace.history.lag.records", sink, one -> one.status().lagRecords())
                .description("Records that wait to be written into PostgreSQL, of the partitions that live here")
                .register(registry);
        Gauge.builder("millrace.history.lag", sink, one -> one.status().lagSeconds(clock.instant()))
                .description("How long the oldest of them waits")
                .baseUnit("seconds")
                .register(registry);
        Gauge.builder("millrace.history.writing", sink, HistoryMeters::isWriting)
                .description("1 while history is written, 0 while something is away or it stopped")
                .register(registry);
        Gauge.builder(
                        "millrace.history.drift",
                        check,
                        one -> one.found().drift().doubleValue())
                .description("Units by which the sums in PostgreSQL and the ledger's differ. Must be 0")
                .register(registry);
    }

    private static int isWriting(HistorySink sink) {
        return sink.status().state() == HistoryStatus.State.WRITING ? 1 : 0;
    }
}
