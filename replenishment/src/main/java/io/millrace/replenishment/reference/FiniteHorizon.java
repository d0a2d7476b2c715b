package io.millrace.replenishment.reference;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// (s, S) levels for a number of periods, by backward induction over whole units; unmet demand waits, orders arrive at
/// once.
public final class FiniteHorizon {
    private static final double DEVIATIONS = 8;
    private static final int MOST_STATES = 400_000;

    private FiniteHorizon() {}

    /// A period.
    ///
    /// @param demand by which stock moves on to the next period
    /// @param unrounded what the demand is before it is rounded to whole units, for the period's own cost; null if
    /// it is
    /// whole
    public record Period(
            WholeDemand demand,
            @Nullable ContinuousDemand unrounded,
            double holdingCost,
            double stockoutCost,
            double unitCost,
            double fixedCost) {
        public Period {
            Check.notNegative("holding_cost", holdingCost);
            Check.notNegative("stockout_cost", stockoutCost);
            Check.notNegative("purchase_cost", unitCost);
            Check.notNegative("fixed_cost", fixedCost);
        }

        double cost(double[] missing, int stock) {
            if (unrounded != null) {
                return Newsvendor.cost(unrounded, holdingCost, stockoutCost, stock);
            }
            double expected = stock < 0 ? demand.mean() - stock : stock >= missing.length ? 0 : missing[stock];
            return holdingCost * (stock - demand.mean()) + (holdingCost + stockoutCost) * expected;
        }
    }

    /// What stock is worth when all is over.
    ///
    /// @param holdingCost of a unit that is left
    /// @param stockoutCost of a unit that still waits
    public record End(double holdingCost, double stockoutCost) {
        public End {
            Check.finite("terminal_holding_cost", holdingCost);
            Check.finite("terminal_stockout_cost", stockoutCost);
        }
    }

    /// The level to order at and the one to order up to; none where it never pays to order.
    public record Levels(
            @Nullable Integer reorderLevel, @Nullable Integer orderUpToLevel) {}

    /// The answer.
    ///
    /// @param levels one pair for each period
    /// @param cost expected, from the initial stock on
    public record Plan(List<Levels> levels, double cost) {}

    /// The levels of least expected cost.
    ///
    /// @param discountFactor by which a cost one period later counts less; 1 for none
    public static Plan plan(List<Period> periods, End end, double discountFactor, int initialStock) {
        if (!(discountFactor > 0 && discountFactor <= 1)) {
            throw new IllegalArgumentException(
                    "discount_factor is " + discountFactor + "; give one above 0 and up to 1");
        }
        Range range = range(periods, initialStock);
        double[] later = new double[range.size()];
        for (int state = 0; state < later.length; state++) {
            int stock = range.low() + state;
            later[state] = end.holdingCost() * Math.max(0, stock) + end.stockoutCost() * Math.max(0, -stock);
        }
        Levels[] levels = new Levels[periods.size()];
        for (int period = periods.size() - 1; period >= 0; period--) {
            Step step = new Step(periods.get(period), range, discountFactor, later);
            double[] upTo = step.costsUpTo();
            later = new double[range.size()];
            levels[period] = step.decide(upTo, later);
        }
        return new Plan(List.of(levels), later[initialStock - range.low()]);
    }

    /// The stock levels that are looked at.
    private record Range(int low, int high) {
        int size() {
            return high - low + 1;
        }
    }

    private static Range range(List<Period> periods, int initialStock) {
        double down = 0;
        double up = 0;
        for (Period period : periods) {
            double reach = Math.min(period.demand().largest(), period.demand().mean() + spread(period.demand()));
            down += reach;
            up = Math.max(up + period.demand().mean(), reach);
        }
        double most = Math.max(initialStock, up) + 1;
        double least = Math.min(0, initialStock) - down - 1;
        if (most - least > MOST_STATES) {
            throw new IllegalArgumentException("The horizon asks for " + (long) (most - least)
                    + " levels of stock; give fewer periods, or demand in larger units");
        }
        return new Range((int) least, (int) Math.ceil(most));
    }

    private static double spread(WholeDemand demand) {
        double variance = 0;
        for (int units = 0; units <= demand.largest(); units++) {
            double apart = units - demand.mean();
            variance += apart * apart * demand.probability(units);
        }
        return DEVIATIONS * Math.sqrt(variance) + 1;
    }

    /// One period of the induction.
    private static final class Step {
        private final Period period;
        private final Range range;
        private final double discountFactor;

        /// The cost from the next period on, by stock.
        private final double[] later;

        Step(Period period, Range range, double discountFactor, double[] later) {
            this.period = period;
            this.range = range;
            this.discountFactor = discountFactor;
            this.later = later;
        }

        /// By the stock after ordering, with the units paid for.
        double[] costsUpTo() {
            WholeDemand demand = period.demand();
            double[] missing = missing(demand);
            int[] demands = counted(demand);
            double[] costs = new double[range.size()];
            for (int state = 0; state < costs.length; state++) {
                double next = 0;
                for (int units = demands[0]; units <= demands[1]; units++) {
                    next += demand.probability(units) * later(state - units);
                }
                int stock = range.low() + state;
                costs[state] = period.unitCost() * stock + period.cost(missing, stock) + discountFactor * next;
            }
            return costs;
        }

        private static double[] missing(WholeDemand demand) {
            double[] missing = new double[demand.largest() + 1];
            for (int units = demand.largest() - 1; units >= 0; units--) {
                missing[units] = missing[units + 1] + demand.above(units);
            }
            return missing;
        }

        /// The demands whose probability counts.
        private static int[] counted(WholeDemand demand) {
            int first = 0;
            int last = demand.largest();
            while (first < last && demand.probability(first) < 1e-20) {
                first++;
            }
            while (last > first && demand.probability(last) < 1e-20) {
                last--;
            }
            return new int[] {first, last};
        }

        private double later(int state) {
            return state >= 0 ? later[state] : later[0] + (later[0] - later[1]) * -state;
        }

        /// Fills in the cost by the stock before ordering.
        Levels decide(double[] upTo, double[] costs) {
            @Nullable Integer reorder = null;
            @Nullable Integer best = null;
            int cheapest = range.size() - 1;
            for (int state = range.size() - 1; state >= 0; state--) {
                double ordering = period.fixedCost() + upTo[cheapest];
                if (cheapest > state && ordering < upTo[state]) {
                    if (reorder == null) {
                        reorder = range.low() + state;
                    }
                    best = range.low() + cheapest;
                    costs[state] = ordering;
                } else {
                    costs[state] = upTo[state];
                }
                costs[state] -= period.unitCost() * (range.low() + state);
                cheapest = upTo[state] <= upTo[cheapest] ? state : cheapest;
            }
            return new Levels(reorder, best);
        }
    }

    /// Lost sales: what is missing is gone, and an order arrives after a short lead time.
    ///
    /// @param cost expected, from the initial stock on
    /// @param firstOrder what to order at once
    public record LostSalesPlan(double cost, int firstOrder) {}

    /// Backward induction over stock and what is on order, so for lead times of a few periods and small demand alone.
    ///
    /// @param pipeline what is on order already: due now, in one period, …; as long as the lead time
    public static LostSalesPlan lostSales(
            List<Period> periods, double discountFactor, int initialStock, List<Integer> pipeline) {
        return new LostSales(periods, discountFactor, pipeline.size()).plan(initialStock, pipeline);
    }
}
