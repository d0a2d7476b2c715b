package io.millrace.replenishment;

import io.millrace.forecasting.Span;

/// When an order placed now arrives, and when the first one arrives that can be placed after it, in periods from now.
///
/// Period 1 starts now. At the start of a period receipts arrive, then the order is placed, then demand occurs; what is
/// ordered now with a lead time of L is usable at the start of period 1 + L. An order placed now must cover what is
/// asked for from its own arrival until the other's: the protection interval.
public record Timing(int arrivalPeriods, int nextArrivalPeriods) {
    public Timing {
        if (arrivalPeriods < 0 || nextArrivalPeriods <= arrivalPeriods) {
            throw new IllegalArgumentException(
                    "An order arrives in 0 periods or more and the next one after it, not in " + arrivalPeriods
                            + " and " + nextArrivalPeriods);
        }
    }

    /// A steady rhythm: the same lead time always, and an order every so many periods.
    public static Timing of(int leadTimePeriods, int reviewPeriods) {
        if (reviewPeriods < 1) {
            throw new IllegalArgumentException("An order is possible every 1 or more periods, not " + reviewPeriods);
        }
        return new Timing(leadTimePeriods, leadTimePeriods + reviewPeriods);
    }

    /// The periods to cover, counted from one.
    public Span protection() {
        return new Span(arrivalPeriods + 1, nextArrivalPeriods);
    }

    /// The periods to look at: from now to the end of the protection interval.
    public int horizonPeriods() {
        return nextArrivalPeriods;
    }
}
