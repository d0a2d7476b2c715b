package io.millrace.replenishment.outlook;

import io.millrace.replenishment.Supply;
import io.millrace.replenishment.Timing;
import io.millrace.replenishment.demand.DemandGrid;
import java.util.Arrays;

/// The protection interval from its end backwards: what it will have been worth, for every stock at its beginning.
final class Interval {
    private Interval() {}

    /// The probability of no stock-out.
    static double[] service(DemandGrid demand, int scenario, Timing timing, Supply supply, int floor, int cells) {
        double[] later = new double[cells];
        Arrays.fill(later, floor, cells, 1);
        for (int period = timing.nextArrivalPeriods(); period > timing.arrivalPeriods(); period--) {
            double[] mass = demand.mass(scenario, period);
            double[] next = period == timing.nextArrivalPeriods()
                    ? later
                    : shifted(later, supply.arrival(period + 1) / demand.unit(), 0);
            double[] now = new double[cells];
            for (int cell = floor; cell < cells; cell++) {
                int most = Math.min(mass.length - 1, cell - floor);
                double sum = 0;
                for (int asked = 0; asked <= most; asked++) {
                    sum += mass[asked] * next[cell - asked];
                }
                now[cell] = sum;
            }
            later = now;
        }
        return later;
    }

    /// The expected cost.
    static double[] cost(
            DemandGrid demand, int scenario, Timing timing, Supply supply, int floor, int cells, Outlook.Rates rates) {
        double[] later = new double[cells];
        double slope = 0;
        for (int period = timing.nextArrivalPeriods(); period > timing.arrivalPeriods(); period--) {
            boolean last = period == timing.nextArrivalPeriods();
            double[] next = last ? later : shifted(later, supply.arrival(period + 1) / demand.unit(), slope);
            later = step(demand.mass(scenario, period), next, floor, rates, demand.unit());
            slope += rates.held() * demand.unit();
        }
        return later;
    }

    private static double[] step(double[] mass, double[] next, int floor, Outlook.Rates rates, double unit) {
        double[] now = new double[next.length];
        for (int cell = 0; cell < next.length; cell++) {
            double sum = 0;
            int stock = cell - floor;
            int onShelf = Math.max(0, stock);
            int served = Math.min(mass.length - 1, onShelf);
            for (int asked = 0; asked <= served; asked++) {
                int left = stock - asked;
                double immediate = left >= 0 ? rates.held() * left : rates.waiting() * -left;
                sum += mass[asked] * (immediate * unit + next[cell - asked]);
            }
            for (int asked = served + 1; asked < mass.length; asked++) {
                int lacking = asked - onShelf;
                int waiting = Math.min(cell, asked) - stock;
                double immediate = rates.lacking() * lacking + rates.waiting() * waiting;
                sum += mass[asked] * (immediate * unit + next[Math.max(0, cell - asked)]);
            }
            now[cell] = sum;
        }
        return now;
    }

    /// What a stock is worth just before so many cells arrive.
    private static double[] shifted(double[] later, double by, double slope) {
        if (by == 0) {
            return later;
        }
        int whole = (int) by;
        double part = by - whole;
        double[] before = new double[later.length];
        for (int cell = 0; cell < before.length; cell++) {
            double low = value(later, cell + whole, slope);
            before[cell] = low + part * (value(later, cell + whole + 1, slope) - low);
        }
        return before;
    }

    private static double value(double[] later, int cell, double slope) {
        int top = later.length - 1;
        return cell <= top ? later[cell] : later[top] + (cell - top) * slope;
    }
}
