package io.millrace.topology.intake;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/// What intake in this process did since it started. Counts work, so what was done again after a failure counts again.
/// Any number of threads may read.
public final class IntakeMeter {
    private final LongAdder passed = new LongAdder();
    private final Map<IntakeReason, LongAdder> refused = new EnumMap<>(IntakeReason.class);

    IntakeMeter() {
        for (IntakeReason reason : IntakeReason.values()) {
            refused.put(reason, new LongAdder());
        }
    }

    /// Records that were carried into the shared topics.
    public LongAdder passed() {
        return passed;
    }

    /// Records that were not let in, by why.
    public LongAdder refused(IntakeReason reason) {
        LongAdder adder = refused.get(reason);
        if (adder == null) {
            throw new IllegalArgumentException(reason + " is not counted");
        }
        return adder;
    }
}
