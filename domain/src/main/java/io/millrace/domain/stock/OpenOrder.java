package io.millrace.domain.stock;

import io.millrace.domain.Quantity;

/// One line of an order, as far as the ledger knows it.
///
/// @param isKnown whether the order itself was heard of, not only deliveries for it
/// @param ordered what was asked for, in thousandths
/// @param received what came, in thousandths
/// @param changedAtMicros when it last changed; what is settled is forgotten some time after
public record OpenOrder(boolean isKnown, long ordered, long received, long changedAtMicros) {
    public static final OpenOrder UNHEARD = new OpenOrder(false, 0, 0, Times.NEVER);

    /// What the line adds to ON_ORDER: what is still to come, or, before the order is known, what came for it.
    long onOrder() {
        return isKnown ? Math.max(0, ordered - received) : -received;
    }

    public boolean isSettled() {
        return isKnown && ordered <= received;
    }

    /// Whether both are still numbers the contract can carry.
    boolean isWithinRange() {
        long max = Quantity.MAX.thousandths();
        return Math.abs(ordered) <= max && Math.abs(received) <= max;
    }

    OpenOrder changed(long delta, long atMicros) {
        return new OpenOrder(true, ordered + delta, received, atMicros);
    }

    OpenOrder withReceipt(long thousandths, long atMicros) {
        return new OpenOrder(isKnown, ordered, received + thousandths, atMicros);
    }
}
