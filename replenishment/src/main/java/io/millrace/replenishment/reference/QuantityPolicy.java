package io.millrace.replenishment.reference;

/// The (r, Q) policy under continuous review: whenever the inventory position falls to r, order Q.
///
/// @param reorderPoint r
/// @param quantity Q
/// @param cost per unit of time
public record QuantityPolicy(double reorderPoint, double quantity, double cost) {
    private static final int STEPS = 200;

    /// Demand one unit at a time (Federgruen and Zheng 1992).
    ///
    /// @param demandRate per unit of time
    /// @param leadTimeDemand demand during the lead time
    public static QuantityPolicy wholeUnits(
            double demandRate, WholeDemand leadTimeDemand, double fixedCost, double holdingCost, double stockoutCost) {
        Check.notNegative("demand_mean", demandRate);
        Check.notNegative("fixed_cost", fixedCost);
        PeriodCost rate = new PeriodCost(leadTimeDemand, holdingCost, stockoutCost);
        int low = rate.cheapest();
        int high = low;
        double sum = fixedCost * demandRate + rate.at(low);
        while (true) {
            double average = sum / (high - low + 1);
            double below = rate.at(low - 1);
            double above = rate.at(high + 1);
            if (Math.min(below, above) >= average) {
                return new QuantityPolicy(low - 1, high - low + 1, average);
            }
            if (below <= above) {
                low--;
            } else {
                high++;
            }
            sum += Math.min(below, above);
        }
    }

    /// Demand that flows, normal over the lead time.
    ///
    /// At the optimum the cost rate at r and at r + Q is the average cost, and what lies between it and the cost
    /// rate is
    /// what the orders cost. That leaves one unknown, whose equation Newton's steps approach from one side.
    ///
    /// @param leadTimeMean mean of the demand during the lead time
    /// @param leadTimeDeviation its standard deviation
    public static QuantityPolicy normal(
            double demandRate,
            double leadTimeMean,
            double leadTimeDeviation,
            double fixedCost,
            double holdingCost,
            double stockoutCost) {
        Check.notNegative("demand_mean", demandRate);
        Check.notNegative("fixed_cost", fixedCost);
        NormalCostRate rate = new NormalCostRate(
                Check.notNegative("The mean of lead time demand", leadTimeMean),
                Check.notNegative("The deviation of lead time demand", leadTimeDeviation),
                Check.positive("holding_cost", holdingCost),
                Check.positive("stockout_cost", stockoutCost));
        double setups = fixedCost * demandRate;
        double cheapest = rate.cheapest();
        double least = rate.at(cheapest);
        if (setups == 0) {
            return new QuantityPolicy(cheapest, 0, least);
        }
        double cost = least + Math.sqrt(2 * setups * holdingCost * stockoutCost / (holdingCost + stockoutCost));
        for (int step = 0; step < STEPS; step++) {
            double low = rate.lowerRoot(cost);
            double high = rate.upperRoot(cost);
            double excess = cost * (high - low) - rate.integral(low, high) - setups;
            double next = cost - excess / (high - low);
            if (!(next > least) || Math.abs(next - cost) <= 1e-15 * cost) {
                break;
            }
            cost = next;
        }
        double low = rate.lowerRoot(cost);
        double high = rate.upperRoot(cost);
        return new QuantityPolicy(low, high - low, cost);
    }

    /// What this (r, Q) costs with normal demand.
    public static double normalCost(
            double demandRate,
            double leadTimeMean,
            double leadTimeDeviation,
            double fixedCost,
            double holdingCost,
            double stockoutCost,
            double reorderPoint,
            double quantity) {
        Check.positive("Q", quantity);
        NormalCostRate rate = new NormalCostRate(leadTimeMean, leadTimeDeviation, holdingCost, stockoutCost);
        return (fixedCost * demandRate + rate.integral(reorderPoint, reorderPoint + quantity)) / quantity;
    }

    /// The expected cost rate a lead time after the inventory position was y.
    private record NormalCostRate(double mean, double deviation, double holdingCost, double stockoutCost) {
        double at(double y) {
            return holdingCost * (y - mean) + (holdingCost + stockoutCost) * missing(y);
        }

        private double missing(double y) {
            return deviation == 0 ? Math.max(0, mean - y) : deviation * StandardNormal.loss((y - mean) / deviation);
        }

        private double slope(double y) {
            double stockout = deviation == 0 ? (y < mean ? 1 : 0) : StandardNormal.above((y - mean) / deviation);
            return holdingCost - (holdingCost + stockoutCost) * stockout;
        }

        double cheapest() {
            return deviation == 0
                    ? mean
                    : mean + deviation * StandardNormal.exceededWith(holdingCost / (holdingCost + stockoutCost));
        }

        double integral(double from, double to) {
            double held = holdingCost * ((to - mean) * (to - mean) - (from - mean) * (from - mean)) / 2;
            return held + (holdingCost + stockoutCost) * (missingFrom(from) - missingFrom(to));
        }

        /// The integral of what is missing from y on.
        private double missingFrom(double y) {
            if (deviation == 0) {
                double below = Math.max(0, mean - y);
                return below * below / 2;
            }
            return deviation * deviation * StandardNormal.secondLoss((y - mean) / deviation);
        }

        double lowerRoot(double cost) {
            return root(mean - cost / stockoutCost, cost);
        }

        double upperRoot(double cost) {
            return root(mean + cost / holdingCost, cost);
        }

        /// From outside, where the convex cost rate is above `cost`, so that the steps never pass the root.
        private double root(double start, double cost) {
            double y = start;
            for (int step = 0; step < STEPS; step++) {
                double slope = slope(y);
                double move = slope == 0 ? 0 : (cost - at(y)) / slope;
                y += move;
                if (Math.abs(move) <= 1e-15 * Math.max(1, Math.abs(y))) {
                    return y;
                }
            }
            return y;
        }
    }
}
