package io.millrace.ledger.observe;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.millrace.topology.intake.IntakeMeter;
import io.millrace.topology.intake.IntakeReason;
import java.util.concurrent.atomic.LongAdder;

/// What intake of this process did.
public record IntakeMeters(IntakeMeter meter) implements MeterBinder {
    @Override
    public void bindTo(MeterRegistry registry) {
        FunctionCounter.builder("millrace.intake.records", meter.passed(), LongAdder::sum)
                .description("Records of tenants that were carried into the shared topics")
                .register(registry);
        for (IntakeReason reason : IntakeReason.values()) {
            FunctionCounter.builder("millrace.intake.rejected", meter.refused(reason), LongAdder::sum)
                    .description("Records of tenants that were not let in, by why")
                    .tag("reason", reason.name())
                    .register(registry);
        }
    }
}
