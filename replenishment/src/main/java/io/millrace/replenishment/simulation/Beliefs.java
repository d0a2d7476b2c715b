package io.millrace.replenishment.simulation;

import io.millrace.replenishment.demand.DemandGrid;
import io.millrace.replenishment.demand.DemandGrid.Fineness;
import io.millrace.replenishment.demand.RecentSales;

/// What is believed of demand by somebody who has seen what an item's till has seen, and nothing else.
@FunctionalInterface
public interface Beliefs {
    /// How many periods of the past count as recent.
    int RECENT_PERIODS = 365;

    /// Until the end of an order's protection interval.
    ///
    /// @param sold what was sold in each period until now
    /// @param inStock the share of each period's demand that was met
    DemandGrid of(SimulatedItem item, double[] sold, double[] inStock);

    /// The periods to come are like the recent ones.
    static Beliefs recent() {
        return (item, sold, inStock) -> DemandGrid.of(
                RecentSales.of(sold, inStock, RECENT_PERIODS), item.timing().horizonPeriods(), Fineness.QUICK);
    }
}
