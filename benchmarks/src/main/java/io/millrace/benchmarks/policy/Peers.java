package io.millrace.benchmarks.policy;

import io.millrace.replenishment.demand.DemandGrid;
import io.millrace.replenishment.demand.DemandGrid.Fineness;
import io.millrace.replenishment.demand.HiddenDemand;
import io.millrace.replenishment.demand.RecentSales;
import io.millrace.replenishment.policy.Policy;
import io.millrace.replenishment.reference.StandardNormal;
import io.millrace.replenishment.simulation.Learner;
import io.millrace.replenishment.simulation.SimulatedItem;
import java.util.Arrays;
import java.util.SplittableRandom;

/// Three usual ways to order, learned anew at every review from what the till saw in the last half year, with what
/// stock-outs hid restored for them as for us.
final class Peers {
    private static final int RECENT_DAYS = 182;
    private static final int DRAWS = 500;
    private static final double WEEK = 7;

    private Peers() {}

    /// Order up to the quantile of sums of days drawn from the past.
    static Learner bootstrap(double level) {
        return (item, sold, inStock) -> {
            double[] recent = recent(sold, inStock);
            SplittableRandom random =
                    new SplittableRandom(31L * item.demand().id().hashCode() + sold.length);
            double[] sums = new double[DRAWS];
            for (int draw = 0; recent.length > 0 && draw < DRAWS; draw++) {
                for (int day = 0; day < item.timing().nextArrivalPeriods(); day++) {
                    sums[draw] += recent[random.nextInt(recent.length)];
                }
            }
            Arrays.sort(sums);
            double upTo = Math.ceil(sums[(int) Math.ceil(level * DRAWS) - 1]);
            return new Learner.Belief(means(item, sold, inStock), new Policy.OrderUpTo(upTo));
        };
    }

    /// Order up to the mean and a safety stock, as if demand were normal.
    static Learner normal(double level) {
        double safety = StandardNormal.exceededWith(1 - level);
        return (item, sold, inStock) -> {
            double[] recent = recent(sold, inStock);
            double mean = Arrays.stream(recent).average().orElse(0);
            double squares = Arrays.stream(recent)
                    .map(units -> (units - mean) * (units - mean))
                    .sum();
            double deviation = Math.sqrt(squares / Math.max(1, recent.length - 1));
            int days = item.timing().nextArrivalPeriods();
            double upTo = Math.max(0, Math.ceil(mean * days + safety * deviation * Math.sqrt(days)));
            return new Learner.Belief(means(item, sold, inStock), new Policy.OrderUpTo(upTo));
        };
    }

    /// Below so many weeks of cover, order up to one review more.
    static Learner cover(double weeks) {
        return (item, sold, inStock) -> {
            double low = weeks * WEEK;
            return new Learner.Belief(
                    means(item, sold, inStock),
                    new Policy.Cover(low, low + item.timing().protection().length()));
        };
    }

    private static double[] recent(double[] sold, double[] inStock) {
        double[] units = HiddenDemand.restored(sold, inStock);
        return Arrays.stream(units, Math.max(0, units.length - RECENT_DAYS), units.length)
                .filter(value -> !Double.isNaN(value))
                .toArray();
    }

    private static DemandGrid means(SimulatedItem item, double[] sold, double[] inStock) {
        RecentSales recent = RecentSales.of(sold, inStock, RECENT_DAYS);
        return DemandGrid.of(recent, item.timing().horizonPeriods(), Fineness.QUICK);
    }
}
