package io.millrace.replenishment.simulation;

import io.millrace.forecasting.DemandSeries;
import io.millrace.replenishment.Supply;
import io.millrace.replenishment.Timing;
import io.millrace.replenishment.Unmet;
import io.millrace.replenishment.order.LineTerms;
import java.util.Optional;

/// An item whose past is played again.
///
/// @param demand what was really asked for; the simulated till sees only what it can sell of it. Where the
///     series says when it was in stock, what was known before the first order is learned from with that in mind
/// @param itemClass by which results are told apart
/// @param start what there is and what comes before the first order; empty for what a new item would be given
public record SimulatedItem(
        DemandSeries demand, Timing timing, Unmet unmet, LineTerms terms, String itemClass, Optional<Supply> start) {
    /// An item that starts with what a new one would be given.
    public SimulatedItem(DemandSeries demand, Timing timing, Unmet unmet, LineTerms terms, String itemClass) {
        this(demand, timing, unmet, terms, itemClass, Optional.empty());
    }

    /// The item as it is known after so many periods.
    public SimulatedItem upTo(int period) {
        return new SimulatedItem(demand.upTo(period), timing, unmet, terms, itemClass);
    }
}
