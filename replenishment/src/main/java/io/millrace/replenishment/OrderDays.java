package io.millrace.replenishment;

import java.util.BitSet;
import java.util.Optional;

/// On which periods orders can be placed and goods can be received: cut-offs, delivery days, closures and holidays of
/// supplier and location, already joined. Period 0 is the one that starts now. What would arrive on a closed period
/// arrives on the next open one.
public record OrderDays(BitSet orderable, BitSet receivable, int leadTimePeriods) {
    public OrderDays {
        orderable = (BitSet) orderable.clone();
        receivable = (BitSet) receivable.clone();
        if (leadTimePeriods < 0) {
            throw new IllegalArgumentException("A lead time is 0 periods or more, not " + leadTimePeriods);
        }
    }

    /// The timing of an order placed now; empty if none can be placed now, or no later one arrives after it.
    public Optional<Timing> now() {
        if (!orderable.get(0)) {
            return Optional.empty();
        }
        int arrival = arrivalOf(0);
        for (int next = orderable.nextSetBit(1); arrival >= 0 && next >= 0; next = orderable.nextSetBit(next + 1)) {
            int nextArrival = arrivalOf(next);
            if (nextArrival > arrival) {
                return Optional.of(new Timing(arrival, nextArrival));
            }
        }
        return Optional.empty();
    }

    private int arrivalOf(int ordered) {
        return receivable.nextSetBit(ordered + leadTimePeriods);
    }
}
