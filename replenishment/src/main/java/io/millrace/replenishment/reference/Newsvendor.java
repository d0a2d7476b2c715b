package io.millrace.replenishment.reference;

/// How much to have for one period, when what is left over and what is missing both cost.
public final class Newsvendor {
    private Newsvendor() {}

    /// The answer.
    ///
    /// @param level what to have at the period's start
    /// @param cost expected, of the period
    public record Level(double level, double cost) {}

    public static Level best(ContinuousDemand demand, double holdingCost, double stockoutCost) {
        Check.positive("holding_cost", holdingCost);
        Check.positive("stockout_cost", stockoutCost);
        double level = demand.exceededWith(holdingCost / (holdingCost + stockoutCost));
        return new Level(level, cost(demand, holdingCost, stockoutCost, level));
    }

    public static double cost(ContinuousDemand demand, double holdingCost, double stockoutCost, double level) {
        return holdingCost * (level - demand.mean()) + (holdingCost + stockoutCost) * demand.missing(level);
    }

    /// The smallest of the best whole levels.
    public static Level best(WholeDemand demand, double holdingCost, double stockoutCost) {
        PeriodCost cost = new PeriodCost(demand, holdingCost, stockoutCost);
        int level = cost.cheapest();
        return new Level(level, cost.at(level));
    }

    public static double cost(WholeDemand demand, double holdingCost, double stockoutCost, int level) {
        return new PeriodCost(demand, holdingCost, stockoutCost).at(level);
    }
}
