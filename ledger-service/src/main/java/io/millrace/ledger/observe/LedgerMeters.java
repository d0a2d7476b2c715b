package io.millrace.ledger.observe;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.millrace.domain.stock.Rejection;
import io.millrace.events.stock.AlertKind;
import io.millrace.topology.stock.LedgerMeter;
import io.millrace.topology.stock.state.Tally.Ending;
import java.time.InstantSource;
import java.util.concurrent.atomic.LongAdder;

/// What the ledger of this process did, and what its proofs found.
///
/// @param clock tells how old a proof is
public record LedgerMeters(LedgerMeter meter, InstantSource clock) implements MeterBinder {
    private static final double MILLIS_PER_SECOND = 1_000;

    @Override
    public void bindTo(MeterRegistry registry) {
        FunctionCounter.builder("millrace.ledger.lines", meter.lines(), LongAdder::sum)
                .description("Lines of events that were posted")
                .register(registry);
        for (Ending ending : Ending.values()) {
            FunctionCounter.builder("millrace.ledger.records", meter.records(ending), LongAdder::sum)
                    .description("Records that were taken in, by how they ended")
                    .tag("ending", ending.name())
                    .register(registry);
        }
        for (Rejection reason : Rejection.values()) {
            FunctionCounter.builder("millrace.ledger.rejected", meter.rejections(reason), LongAdder::sum)
                    .description("Events that were not posted, by why")
                    .tag("reason", reason.name())
                    .register(registry);
        }
        for (AlertKind kind : AlertKind.values()) {
            bindAlerts(kind, registry);
        }
        bindProofs(registry);
    }

    private void bindAlerts(AlertKind kind, MeterRegistry registry) {
        FunctionCounter.builder("millrace.ledger.alerts", meter.alerts(kind), LongAdder::sum)
                .description("Alerts that began, by kind")
                .tag("kind", kind.name())
                .register(registry);
        Gauge.builder("millrace.ledger.alerts.open", meter, ledger -> ledger.openAlerts(kind))
                .description("Alerts that were open at the last proof, by kind")
                .tag("kind", kind.name())
                .register(registry);
    }

    private void bindProofs(MeterRegistry registry) {
        Gauge.builder("millrace.ledger.completeness.gaps", meter, ledger -> ledger.openAlerts(AlertKind.TILL_GAP))
                .description("Days of tills of which numbers are missing, at the last proof")
                .register(registry);
        Gauge.builder("millrace.ledger.drift", meter, LedgerMeter::drift)
                .description("Stock that does not add up; anything but 0 is an error of ours")
                .register(registry);
        Gauge.builder("millrace.ledger.proven.partitions", meter, LedgerMeter::partitionsChecked)
                .description("Partitions that live here and have been proven")
                .register(registry);
        Gauge.builder("millrace.ledger.proof.age", this, LedgerMeters::proofAgeSeconds)
                .description("How long ago the partition was proven whose turn was longest ago")
                .baseUnit("seconds")
                .register(registry);
    }

    private double proofAgeSeconds() {
        long oldest = meter.oldestCheckMillis();
        return oldest == 0 ? 0 : (clock.millis() - oldest) / MILLIS_PER_SECOND;
    }
}
