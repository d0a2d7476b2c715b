package io.millrace.replenishment.reference;

/// The expected cost of a period that starts with y units: what is left over is held, what is missing costs.
///
/// Convex in y, and exact for every whole y.
final class PeriodCost {
    private final WholeDemand demand;
    private final double holdingCost;
    private final double stockoutCost;
    private final double[] missing;

    PeriodCost(WholeDemand demand, double holdingCost, double stockoutCost) {
        this.demand = demand;
        this.holdingCost = Check.positive("holding_cost", holdingCost);
        this.stockoutCost = Check.positive("stockout_cost", stockoutCost);
        this.missing = new double[demand.largest() + 1];
        for (int units = demand.largest() - 1; units >= 0; units--) {
            missing[units] = missing[units + 1] + demand.above(units);
        }
    }

    double at(int units) {
        if (units < 0) {
            return stockoutCost * (demand.mean() - units);
        }
        double expected = units > demand.largest() ? 0 : missing[units];
        return holdingCost * (units - demand.mean()) + (holdingCost + stockoutCost) * expected;
    }

    /// The smallest stock at which one unit more does not pay.
    int cheapest() {
        int low = 0;
        int high = demand.largest();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (demand.above(middle) * (holdingCost + stockoutCost) <= holdingCost) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }
}
