package io.millrace.replenishment.reference;

/// (s, S) from mean and deviation alone, without a search (Ehrhardt and Mosier 1984): near the optimum, never
/// claimed to
/// be it.
public final class PowerApproximation {
    private PowerApproximation() {}

    /// The two levels, in fractions of a unit.
    ///
    /// @param reorderLevel s
    /// @param orderUpToLevel S
    public record Levels(double reorderLevel, double orderUpToLevel) {}

    /// The approximation for these costs and this demand.
    ///
    /// @param mean of a period's demand
    /// @param deviation of a period's demand
    /// @param leadTime in periods
    public static Levels levels(
            double fixedCost, double holdingCost, double stockoutCost, double mean, double deviation, double leadTime) {
        Check.notNegative("fixed_cost", fixedCost);
        Check.positive("holding_cost", holdingCost);
        Check.positive("stockout_cost", stockoutCost);
        Check.notNegative("mean", mean);
        Check.notNegative("sd", deviation);
        Check.notNegative("lead_time", leadTime);
        double coveredMean = mean * (leadTime + 1);
        double covered = deviation * Math.sqrt(leadTime + 1);
        if (mean == 0 || fixedCost == 0 || deviation == 0) {
            return limit(fixedCost, holdingCost, stockoutCost, mean, coveredMean, covered);
        }
        double quantity = 1.30
                * Math.pow(mean, 0.494)
                * Math.pow(fixedCost / holdingCost, 0.506)
                * Math.pow(1 + covered * covered / (mean * mean), 0.116);
        double root = Math.sqrt(quantity * holdingCost / (covered * stockoutCost));
        double level = 0.973 * coveredMean + covered * (0.183 / root + 1.063 - 2.192 * root);
        return new Levels(level, level + quantity);
    }

    /// Where the fitted formula divides by zero: the newsvendor's level without an order cost, lots without deviation.
    private static Levels limit(
            double fixedCost,
            double holdingCost,
            double stockoutCost,
            double mean,
            double coveredMean,
            double covered) {
        if (fixedCost == 0 || mean == 0) {
            double level = coveredMean
                    + (covered == 0
                            ? 0
                            : covered * StandardNormal.exceededWith(holdingCost / (holdingCost + stockoutCost)));
            return new Levels(level, level);
        }
        double quantity =
                EconomicOrderQuantity.plain(fixedCost, holdingCost, mean).quantity();
        double level = coveredMean - mean;
        return new Levels(level, level + Math.max(quantity, mean));
    }
}
