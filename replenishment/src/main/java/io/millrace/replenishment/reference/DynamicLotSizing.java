package io.millrace.replenishment.reference;

import java.util.Arrays;
import java.util.List;

/// Orders for known demand, period by period (Wagner and Whitin 1958): nothing is ever missing.
public final class DynamicLotSizing {
    private DynamicLotSizing() {}

    /// A period.
    ///
    /// @param demand known
    /// @param fixedCost of an order in this period, whatever its size
    /// @param unitCost of a unit ordered in this period
    /// @param holdingCost of a unit that is left at this period's end
    public record Period(double demand, double fixedCost, double unitCost, double holdingCost) {
        public Period {
            Check.notNegative("demand", demand);
            Check.notNegative("fixed_cost", fixedCost);
            Check.notNegative("purchase_cost", unitCost);
            Check.notNegative("holding_cost", holdingCost);
        }
    }

    /// The answer.
    ///
    /// @param orders one for each period
    public record Schedule(List<Double> orders, double cost) {}

    public static Schedule schedule(List<Period> periods) {
        int count = periods.size();
        double[] cheapest = new double[count + 1];
        int[] coveredTo = new int[count];
        Arrays.fill(cheapest, 0, count, Double.POSITIVE_INFINITY);
        for (int start = count - 1; start >= 0; start--) {
            Period period = periods.get(start);
            if (period.demand() == 0) {
                cheapest[start] = cheapest[start + 1];
                coveredTo[start] = start;
            }
            cover(periods, start, cheapest, coveredTo);
        }
        return new Schedule(orders(periods, coveredTo), count == 0 ? 0 : cheapest[0]);
    }

    private static void cover(List<Period> periods, int start, double[] cheapest, int[] coveredTo) {
        Period period = periods.get(start);
        double cost = period.fixedCost();
        double unit = period.unitCost();
        for (int end = start; end < periods.size(); end++) {
            if (end > start) {
                unit += periods.get(end - 1).holdingCost();
            }
            cost += unit * periods.get(end).demand();
            if (cost + cheapest[end + 1] < cheapest[start]) {
                cheapest[start] = cost + cheapest[end + 1];
                coveredTo[start] = end + 1;
            }
        }
    }

    private static List<Double> orders(List<Period> periods, int[] coveredTo) {
        Double[] orders = new Double[periods.size()];
        Arrays.fill(orders, 0.0);
        int start = 0;
        while (start < orders.length) {
            int end = coveredTo[start];
            for (int covered = start; covered < end; covered++) {
                orders[start] += periods.get(covered).demand();
            }
            start = Math.max(end, start + 1);
        }
        return List.of(orders);
    }

    /// What these orders cost, or infinity if something would be missing.
    public static double cost(List<Period> periods, List<Double> orders) {
        double stock = 0;
        double cost = 0;
        for (int index = 0; index < periods.size(); index++) {
            Period period = periods.get(index);
            double order = index < orders.size() ? orders.get(index) : 0;
            stock += order - period.demand();
            if (stock < -1e-9 * Math.max(1, period.demand())) {
                return Double.POSITIVE_INFINITY;
            }
            cost += (order > 0 ? period.fixedCost() : 0) + period.unitCost() * order + period.holdingCost() * stock;
        }
        return cost;
    }
}
