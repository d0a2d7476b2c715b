package io.millrace.replenishment.learning;

import io.millrace.domain.Sku;

/// What is known of one order line's lead time.
///
/// @param days from order to receipt; of an open order, the full days it has been open
/// @param open whether it has not arrived, so that all that is known is "longer than that"
public record LeadTimeSeen(SupplierId supplier, Sku item, int days, boolean open) {
    private static final int MOST_DAYS = 3_650;

    public LeadTimeSeen {
        if (days < 0 || days > MOST_DAYS) {
            throw new IllegalArgumentException(
                    "A lead time is " + days + " days; give one from 0 to " + MOST_DAYS + ", or leave the order out");
        }
    }
}
