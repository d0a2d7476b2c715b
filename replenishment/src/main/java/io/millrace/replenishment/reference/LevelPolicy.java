package io.millrace.replenishment.reference;

import java.util.Arrays;

/// The (s, S) policy: whenever the inventory position is s or less at a review, order up to S.
///
/// @param reorderLevel s
/// @param orderUpToLevel S
/// @param cost per period
public record LevelPolicy(int reorderLevel, int orderUpToLevel, double cost) {
    /// The best of all (s, S) policies with backorders over an endless horizon, after Zheng and Federgruen (1991).
    ///
    /// @param demand of a period
    /// @param demandUntilArrival of the lead time and the period after it; the same as `demand` without a lead time
    public static LevelPolicy optimal(
            WholeDemand demand,
            WholeDemand demandUntilArrival,
            double fixedCost,
            double holdingCost,
            double stockoutCost) {
        Check.notNegative("fixed_cost", fixedCost);
        PeriodCost periodCost = new PeriodCost(demandUntilArrival, holdingCost, stockoutCost);
        int cheapest = periodCost.cheapest();
        if (demand.largest() == 0) {
            return new LevelPolicy(cheapest - 1, cheapest, periodCost.at(cheapest));
        }
        Search search = new Search(new Renewals(demand), periodCost, fixedCost);
        int low = cheapest - 1;
        while (search.cost(low, cheapest) > periodCost.at(low)) {
            low--;
        }
        LevelPolicy best = new LevelPolicy(low, cheapest, search.cost(low, cheapest));
        for (int high = cheapest + 1; periodCost.at(high) <= best.cost(); high++) {
            if (search.cost(best.reorderLevel(), high) < best.cost()) {
                best = search.raised(best.reorderLevel(), high);
            }
        }
        return best;
    }

    /// What this (s, S) costs per period.
    public static double cost(
            WholeDemand demand,
            WholeDemand demandUntilArrival,
            double fixedCost,
            double holdingCost,
            double stockoutCost,
            int reorderLevel,
            int orderUpToLevel) {
        PeriodCost periodCost = new PeriodCost(demandUntilArrival, holdingCost, stockoutCost);
        if (orderUpToLevel <= reorderLevel) {
            throw new IllegalArgumentException("s is " + reorderLevel + " and S is " + orderUpToLevel
                    + "; the level to order up to must be above the one to order at");
        }
        return demand.largest() == 0
                ? periodCost.at(orderUpToLevel)
                : new Search(new Renewals(demand), periodCost, fixedCost).cost(reorderLevel, orderUpToLevel);
    }

    /// The cost of pairs (s, S).
    private record Search(Renewals renewals, PeriodCost periodCost, double fixedCost) {
        double cost(int low, int high) {
            double cost = fixedCost;
            double periods = 0;
            for (int below = 0; below < high - low; below++) {
                double stays = renewals.at(below);
                cost += stays * periodCost.at(high - below);
                periods += stays;
            }
            return cost / periods;
        }

        /// With s as high as it pays for this S.
        LevelPolicy raised(int low, int high) {
            int raised = low;
            double cost = cost(low, high);
            while (raised + 1 < high && cost <= periodCost.at(raised + 1)) {
                raised++;
                cost = cost(raised, high);
            }
            return new LevelPolicy(raised, high, cost);
        }
    }

    /// How many periods are spent exactly so many units below S, on average, between two orders.
    private static final class Renewals {
        private final WholeDemand demand;
        private double[] periods = new double[64];
        private int known;

        Renewals(WholeDemand demand) {
            this.demand = demand;
        }

        double at(int below) {
            while (known <= below) {
                if (known == periods.length) {
                    periods = Arrays.copyOf(periods, known * 2);
                }
                periods[known] = next(known);
                known++;
            }
            return periods[below];
        }

        private double next(int below) {
            double sum = below == 0 ? 1 : 0;
            for (int units = 1; units <= Math.min(below, demand.largest()); units++) {
                sum += demand.probability(units) * periods[below - units];
            }
            return sum / (1 - demand.probability(0));
        }
    }
}
