package io.millrace.replenishment.outlook;

import io.millrace.forecasting.Span;
import io.millrace.replenishment.Supply;
import io.millrace.replenishment.Target;
import io.millrace.replenishment.Timing;
import io.millrace.replenishment.Unmet;
import io.millrace.replenishment.demand.DemandGrid;

/// What would become of the protection interval, for every order that could be placed now.
///
/// The distribution of the stock is projected period by period to the order's arrival, with what is lost on the way (or
/// waits); for every stock there could be then, the interval is evaluated once, from its end backwards. An order is
/// then as good as the sum over the stocks it may meet. Exact on the grid of the demand.
public final class Outlook {
    private final DemandGrid demand;
    private final Timing timing;
    private final Unmet unmet;
    private final Supply supply;
    private final int floor;
    private final int cells;
    private final double[][] atArrival;

    private Outlook(DemandGrid demand, Timing timing, Unmet unmet, Supply supply) {
        this.demand = demand;
        this.timing = timing;
        this.unmet = unmet;
        this.supply = supply;
        int ever = demand.almostAll(timing.horizonPeriods());
        int waiting = (int) Math.ceil(Math.max(0, -supply.stockUnits()) / demand.unit());
        this.floor = unmet == Unmet.LOST ? 0 : ever + waiting;
        this.cells = floor + ever + 1;
        this.atArrival = new double[demand.scenarios()][];
        for (int s = 0; s < atArrival.length; s++) {
            atArrival[s] = projected(s);
        }
    }

    public static Outlook of(DemandGrid demand, Timing timing, Unmet unmet, Supply supply) {
        return new Outlook(demand, timing, unmet, supply);
    }

    /// The mean stock just before the order arrives, after everything else that arrives in that period; below zero
    /// where customers wait.
    public double stockAtArrival() {
        double mean = 0;
        for (double[] mass : atArrival) {
            for (int cell = 0; cell < cells; cell++) {
                mean += mass[cell] * (cell - floor);
            }
        }
        return mean * demand.unit() + beyond();
    }

    /// What lies above the grid: more than will ever be asked for.
    private double beyond() {
        double known = Math.max(supply.stockUnits(), 0);
        for (int period = 1; period <= timing.arrivalPeriods() + 1; period++) {
            known += supply.arrival(period);
        }
        return Math.max(0, known - (cells - 1 - floor) * demand.unit());
    }

    /// The mean demand of the protection interval.
    public double demandInInterval() {
        return demand.mean(timing.protection());
    }

    public int periodsInInterval() {
        return timing.protection().length();
    }

    /// The mean demand until the order arrives.
    public double demandUntilArrival() {
        return timing.arrivalPeriods() == 0 ? 0 : demand.mean(new Span(1, timing.arrivalPeriods()));
    }

    /// What the target measures: a share that rises with the order, or a cost.
    public OrderCurve curve(Target target) {
        return switch (target) {
            case Target.CycleService _ -> service();
            case Target.FillRate _ -> fill();
            case Target.LeastCost cost -> cost(cost);
        };
    }

    /// The probability that nobody in the interval finds the shelf empty, by order.
    public OrderCurve service() {
        double[][] values = new double[atArrival.length][];
        for (int s = 0; s < values.length; s++) {
            values[s] = Interval.service(demand, s, timing, supply, floor, cells);
        }
        return new OrderCurve(atArrival, values, floor, demand.unit(), 0);
    }

    /// The units expected to be short in the interval, by order.
    public OrderCurve shortage() {
        double[][] values = new double[atArrival.length][];
        for (int s = 0; s < values.length; s++) {
            values[s] = Interval.cost(demand, s, timing, supply, floor, cells, new Rates(0, 1, 0));
        }
        return new OrderCurve(atArrival, values, floor, demand.unit(), 0);
    }

    /// The mean stock at the end of the interval's periods, summed over them, by order.
    public OrderCurve held() {
        return costs(new Rates(1, 0, 0));
    }

    /// The share of the interval's demand that is served at once, by order.
    public OrderCurve fill() {
        double mean = demandInInterval();
        return mean > 0 ? shortage().scaled(-1 / mean, 1) : shortage().scaled(0, 1);
    }

    /// The expected cost of the interval, by order.
    public OrderCurve cost(Target.LeastCost cost) {
        return costs(
                unmet == Unmet.LOST
                        ? new Rates(cost.holdingPerUnit(), cost.shortagePerUnit(), 0)
                        : new Rates(cost.holdingPerUnit(), 0, cost.shortagePerUnit()));
    }

    private OrderCurve costs(Rates rates) {
        double[][] values = new double[atArrival.length][];
        for (int s = 0; s < values.length; s++) {
            values[s] = Interval.cost(demand, s, timing, supply, floor, cells, rates);
        }
        double slope = rates.held() * timing.protection().length() * demand.unit();
        return new OrderCurve(atArrival, values, floor, demand.unit(), slope);
    }

    /// The most that could be of use: with it, not even the largest demand leaves a shortage.
    public double enoughUnits() {
        return cells * demand.unit();
    }

    public double unit() {
        return demand.unit();
    }

    /// What a unit costs: at the end of a period on the shelf, once when it is short, and at the end of a period
    /// waiting.
    record Rates(double held, double lacking, double waiting) {}

    private double[] projected(int scenario) {
        double[] now = new double[cells];
        put(now, demand.weight(scenario), floor + supply.stockUnits() / demand.unit());
        now = arrived(now, supply.arrival(1));
        for (int period = 1; period <= timing.arrivalPeriods(); period++) {
            now = arrived(sold(now, demand.mass(scenario, period)), supply.arrival(period + 1));
        }
        return now;
    }

    private double[] sold(double[] stock, double[] mass) {
        double[] left = new double[cells];
        for (int cell = 0; cell < cells; cell++) {
            double here = stock[cell];
            if (here > 0) {
                int most = Math.min(mass.length - 1, cell);
                double served = 0;
                for (int asked = 0; asked <= most; asked++) {
                    left[cell - asked] += here * mass[asked];
                    served += mass[asked];
                }
                left[0] += here * Math.max(0, 1 - served);
            }
        }
        return left;
    }

    private double[] arrived(double[] stock, double units) {
        if (units == 0) {
            return stock;
        }
        double[] more = new double[cells];
        for (int cell = 0; cell < cells; cell++) {
            if (stock[cell] > 0) {
                put(more, stock[cell], cell + units / demand.unit());
            }
        }
        return more;
    }

    /// Puts a probability between two cells so that the mean is kept; above the grid counts as its top.
    private void put(double[] stock, double probability, double at) {
        double inside = Math.clamp(at, 0.0, cells - 1.0);
        int below = (int) inside;
        double part = inside - below;
        stock[below] += probability * (1 - part);
        if (part > 0) {
            stock[below + 1] += probability * part;
        }
    }
}
