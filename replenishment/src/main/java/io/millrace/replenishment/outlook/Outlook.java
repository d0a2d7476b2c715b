package io.millrace.replenishment.outlook;

import io.millrace.forecasting.Span;
import io.millrace.replenishment.Supply;
import io.millrace.replenishment.Target;
import io.millrace.replenishment.Timing;
import io.millrace.replenishment.Unmet;
import io.millrace.replenishment.demand.DemandGrid;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

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
    private final StockMass[] atArrival;
    private final int ever;
    private final AtomicReference<@Nullable Known> known;

    /// An interval evaluated, and what it depends on beside what all outlooks of a demand share.
    private static final class Known {
        private final Measure measure;
        private final int floor;
        private final double[][] values;

        Known(Measure measure, int floor, double[][] values) {
            this.measure = measure;
            this.floor = floor;
            this.values = values;
        }

        boolean is(Measure other, int otherFloor) {
            return measure.equals(other) && floor == otherFloor;
        }
    }

    private Outlook(
            DemandGrid demand,
            Timing timing,
            Unmet unmet,
            Supply supply,
            int ever,
            AtomicReference<@Nullable Known> known) {
        this.ever = ever;
        this.known = known;
        this.demand = demand;
        this.timing = timing;
        this.unmet = unmet;
        this.supply = supply;
        int waiting = (int) Math.ceil(Math.max(0, -supply.stockUnits()) / demand.unit());
        this.floor = unmet == Unmet.LOST ? 0 : ever + waiting;
        this.cells = floor + ever + 1;
        this.atArrival = new StockMass[demand.scenarios()];
        for (int s = 0; s < atArrival.length; s++) {
            atArrival[s] = projected(s);
        }
    }

    public static Outlook of(DemandGrid demand, Timing timing, Unmet unmet, Supply supply) {
        int ever = demand.almostAll(timing.horizonPeriods());
        return new Outlook(demand, timing, unmet, supply, ever, new AtomicReference<>());
    }

    /// The same demand met by another supply; what was computed and does not depend on the supply is not computed
    /// again.
    public Outlook with(Supply other) {
        return new Outlook(demand, timing, unmet, other, ever, known);
    }

    /// The mean stock just before the order arrives, after everything else that arrives in that period; below zero
    /// where customers wait.
    public double stockAtArrival() {
        double mean = 0;
        for (StockMass stock : atArrival) {
            mean += stock.mean(floor);
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
        return new OrderCurve(atArrival, values(new Measure.Service()), floor, demand.unit(), 0);
    }

    /// The units expected to be short in the interval, by order.
    public OrderCurve shortage() {
        return new OrderCurve(atArrival, values(new Measure.Rates(0, 1, 0)), floor, demand.unit(), 0);
    }

    /// The mean stock at the end of the interval's periods, summed over them, by order.
    public OrderCurve held() {
        return costs(new Measure.Rates(1, 0, 0));
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
                        ? new Measure.Rates(cost.holdingPerUnit(), cost.shortagePerUnit(), 0)
                        : new Measure.Rates(cost.holdingPerUnit(), 0, cost.shortagePerUnit()));
    }

    private OrderCurve costs(Measure.Rates rates) {
        double slope = rates.held() * timing.protection().length() * demand.unit();
        return new OrderCurve(atArrival, values(rates), floor, demand.unit(), slope);
    }

    private double[][] values(Measure measure) {
        Known before = known.get();
        boolean alone = nothingArrivesInside();
        if (alone && before != null && before.is(measure, floor)) {
            return before.values;
        }
        double[][] values = new double[atArrival.length][];
        for (int s = 0; s < values.length; s++) {
            values[s] = switch (measure) {
                case Measure.Service _ -> Interval.service(demand, s, timing, supply, floor, cells);
                case Measure.Rates rates -> Interval.cost(demand, s, timing, supply, floor, cells, rates);
            };
        }
        if (alone) {
            known.set(new Known(measure, floor, values));
        }
        return values;
    }

    private boolean nothingArrivesInside() {
        boolean nothing = true;
        for (int period = timing.arrivalPeriods() + 2; period <= timing.nextArrivalPeriods(); period++) {
            nothing &= supply.arrival(period) == 0;
        }
        return nothing;
    }

    /// The most that could be of use: with it, not even the largest demand leaves a shortage.
    public double enoughUnits() {
        return cells * demand.unit();
    }

    public double unit() {
        return demand.unit();
    }

    private StockMass projected(int scenario) {
        double unit = demand.unit();
        StockMass stock = new StockMass(cells, demand.weight(scenario), floor + supply.stockUnits() / unit);
        stock.arrive(supply.arrival(1) / unit);
        for (int period = 1; period <= timing.arrivalPeriods(); period++) {
            stock.sell(demand.mass(scenario, period));
            stock.arrive(supply.arrival(period + 1) / unit);
        }
        return stock;
    }
}
