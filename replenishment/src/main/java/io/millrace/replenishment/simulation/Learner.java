package io.millrace.replenishment.simulation;

import io.millrace.replenishment.demand.DemandGrid;
import io.millrace.replenishment.policy.Policy;

/// What is believed of an item, and how it is ordered, whenever it is learned anew: from what its till has seen, and
/// from nothing else.
@FunctionalInterface
public interface Learner {
    /// What is believed, and the policy that follows.
    record Belief(DemandGrid demand, Policy policy) {}

    /// Learns.
    ///
    /// @param sold what was sold in each period until now
    /// @param inStock the share of each period's demand that was met
    Belief learned(SimulatedItem item, double[] sold, double[] inStock);

    /// The policy stays the same.
    static Learner of(Beliefs beliefs, Policy policy) {
        return (item, sold, inStock) -> new Belief(beliefs.of(item, sold, inStock), policy);
    }
}
