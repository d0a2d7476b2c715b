package io.millrace.replenishment.simulation;

import io.millrace.forecasting.Span;
import io.millrace.replenishment.demand.DemandGrid;
import io.millrace.replenishment.demand.HiddenDemand;
import io.millrace.replenishment.policy.ClassFill;
import io.millrace.replenishment.policy.Policy;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/// Learns the demand of items and steers them, as a class, to a fill rate: by what their tills have seen, and by what
/// demand their stock-outs have likely hidden. Each item counts as much as every other, whatever its volume.
public final class SteeredLearner implements Learner {
    private final Beliefs beliefs;
    private final String serviceClass;
    private final Map<String, Seen> seen = new ConcurrentHashMap<>();
    private Policy.Steered policy;

    /// What was asked for and short since an item was learned before, in periods of its mean demand.
    private record Seen(int periods, double asked, double lacking, double expected) {
        Seen told() {
            return new Seen(periods, 0, 0, expected);
        }
    }

    /// @param begin the policy before anything was short
    public SteeredLearner(Beliefs beliefs, Policy.Steered begin) {
        this.beliefs = beliefs;
        this.serviceClass = begin.serviceClass();
        this.policy = begin;
    }

    @Override
    public Belief learned(SimulatedItem item, double[] sold, double[] inStock) {
        DemandGrid demand = beliefs.of(item, sold, inStock);
        double expected = demand.mean(new Span(1, demand.periods())) / demand.periods();
        seen.merge(
                item.demand().id().value(),
                new Seen(sold.length, 0, 0, expected),
                (before, _) -> seen(before, sold, inStock, expected));
        return new Belief(demand, policy);
    }

    private static Seen seen(Seen before, double[] sold, double[] inStock, double expected) {
        double[] restored = HiddenDemand.restored(sold, inStock);
        double sum = 0;
        int known = 0;
        for (double units : restored) {
            sum += Double.isNaN(units) ? 0 : units;
            known += Double.isNaN(units) ? 0 : 1;
        }
        double mean = sum / Math.max(1, known);
        double asked = 0;
        double lacking = 0;
        for (int period = before.periods(); period < sold.length; period++) {
            double units = Double.isNaN(restored[period]) ? Math.max(mean, before.expected()) : restored[period];
            asked += units;
            lacking += units - sold[period];
        }
        return mean > 0
                ? new Seen(sold.length, asked / mean, lacking / mean, expected)
                : new Seen(sold.length, 0, 0, expected);
    }

    /// All items have been learned up to the same period: how they are steered from here on.
    public void steer() {
        double asked = 0;
        double lacking = 0;
        for (Seen one : new TreeMap<>(seen).values()) {
            asked += one.asked();
            lacking += one.lacking();
        }
        seen.replaceAll((_, one) -> one.told());
        policy = new Policy.Steered(
                serviceClass, policy.fill().after(asked, lacking), "steered by what was short before");
    }

    public ClassFill fill() {
        return policy.fill();
    }
}
