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
            for (int asked = 0; asked < Math.min(mass.length, cells - floor); asked++) {
                add(now, mass[asked], next, asked, floor);
                // Of what rounds to just this stock, some is a little more.
                now[floor + asked] -= asked == 0 ? 0 : mass[asked] * next[floor] * demand.beyondCell();
            }
            later = now;
        }
        return later;
    }

    /// The expected cost.
    static double[] cost(
            DemandGrid demand, int scenario, Timing timing, Supply supply, int floor, int cells, Measure.Rates rates) {
        double[] later = new double[cells];
        double slope = 0;
        for (int period = timing.nextArrivalPeriods(); period > timing.arrivalPeriods(); period--) {
            boolean last = period == timing.nextArrivalPeriods();
            double[] next = last ? later : shifted(later, supply.arrival(period + 1) / demand.unit(), slope);
            double[] mass = demand.mass(scenario, period);
            later = step(mass, next, floor, rates, demand.unit());
            for (int asked = 0; !last && asked < Math.min(mass.length, cells); asked++) {
                add(later, mass[asked], next, asked, 0);
            }
            slope += rates.held() * demand.unit();
        }
        return later;
    }

    private static double[] step(double[] mass, double[] next, int floor, Measure.Rates rates, double unit) {
        double[] chance = new double[next.length + 1];
        double[] asked = new double[next.length + 1];
        for (int cell = 0; cell < next.length; cell++) {
            double here = cell < mass.length ? mass[cell] : 0;
            chance[cell + 1] = chance[cell] + here;
            asked[cell + 1] = asked[cell] + cell * here;
        }
        double allChance = chance[next.length];
        double allAsked = asked[next.length];
        for (int cell = next.length; cell < mass.length; cell++) {
            allChance += mass[cell];
            allAsked += cell * mass[cell];
        }
        double[] now = new double[next.length];
        for (int cell = 0; cell < next.length; cell++) {
            int stock = cell - floor;
            int onShelf = Math.max(0, stock);
            int served = Math.max(0, stock + 1);
            double beyond = allChance - chance[cell + 1];
            double held = stock * chance[served] - asked[served];
            double lacking = allAsked - asked[onShelf + 1] - onShelf * (allChance - chance[onShelf + 1]);
            double waiting = asked[cell + 1] - asked[served] - stock * (chance[cell + 1] - chance[served]);
            now[cell] = (rates.held() * held + rates.lacking() * lacking + rates.waiting() * (waiting + floor * beyond))
                            * unit
                    + beyond * next[0];
        }
        return now;
    }

    /// Adds what is worth something with a chance to have asked for so many cells before.
    private static void add(double[] now, double chance, double[] next, int asked, int floor) {
        if (chance != 0) {
            for (int cell = floor + asked; cell < now.length; cell++) {
                now[cell] += chance * next[cell - asked];
            }
        }
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
