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
///
/// What a stock-out hid is told by what was believed of that very period when it was last learned, since shelves run
/// out when demand is higher than it used to be; the item's own past tells it only where nobody believed in so much.
/// What was short before the first order could arrive says nothing of how much is ordered, and does not steer.
public final class SteeredLearner implements Learner {
    private final Beliefs beliefs;
    private final String serviceClass;
    private final Map<String, Seen> seen = new ConcurrentHashMap<>();
    private Policy.Steered policy;

    /// What was asked for and short since an item was learned before, in periods of its mean demand.
    ///
    /// @param from the first period that an order of ours could have reached
    /// @param believed of the periods after these
    private record Seen(int from, int periods, double asked, double lacking, DemandGrid believed) {
        Seen told() {
            return new Seen(from, periods, 0, 0, believed);
        }

        double expected() {
            return believed.mean(new Span(1, believed.periods())) / believed.periods();
        }

        /// In a period in which more was asked for than sold.
        double askedFor(int period, double sold, double restored) {
            double asked = believed.meanAbove(Math.min(believed.periods(), period - periods + 1), sold);
            return Double.isNaN(asked) ? restored : asked;
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
        seen.merge(
                item.demand().id().value(),
                new Seen(sold.length + item.timing().arrivalPeriods(), sold.length, 0, 0, demand),
                (before, _) -> seen(before, sold, inStock, demand));
        return new Belief(demand, policy);
    }

    private static Seen seen(Seen before, double[] sold, double[] inStock, DemandGrid demand) {
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
        for (int period = Math.max(before.from(), before.periods()); period < sold.length; period++) {
            if (Double.isNaN(sold[period])) {
                continue;
            }
            double units = Double.isNaN(restored[period])
                    ? Math.max(mean, before.expected())
                    : HiddenDemand.more(sold[period], inStock[period])
                            ? before.askedFor(period, sold[period], restored[period])
                            : restored[period];
            asked += units;
            lacking += units - sold[period];
        }
        return mean > 0
                ? new Seen(before.from(), sold.length, asked / mean, lacking / mean, demand)
                : new Seen(before.from(), sold.length, 0, 0, demand);
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
