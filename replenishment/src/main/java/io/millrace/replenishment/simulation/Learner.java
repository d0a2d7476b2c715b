package io.millrace.replenishment.simulation;

import io.millrace.replenishment.demand.DemandGrid;
import io.millrace.replenishment.demand.DemandGrid.Fineness;
import io.millrace.replenishment.demand.RecentSales;
import io.millrace.replenishment.policy.Policy;

/// What is believed of an item, and how it is ordered, whenever it is learned anew: from what its till has seen, and
/// from nothing else.
@FunctionalInterface
public interface Learner {
    /// How many periods of the past count as recent.
    int RECENT_PERIODS = 365;

    /// What is believed, and the policy that follows.
    record Belief(DemandGrid demand, Policy policy) {}

    /// Learns.
    ///
    /// @param sold what was sold in each period until now
    /// @param inStock the share of each period's demand that was met
    Belief learned(SimulatedItem item, double[] sold, double[] inStock);

    /// The periods to come are like the recent ones, and the policy stays the same.
    static Learner recent(Policy policy) {
        return (item, sold, inStock) -> {
            RecentSales recent = RecentSales.of(sold, inStock, RECENT_PERIODS);
            return new Belief(DemandGrid.of(recent, item.timing().horizonPeriods(), Fineness.QUICK), policy);
        };
    }
}
