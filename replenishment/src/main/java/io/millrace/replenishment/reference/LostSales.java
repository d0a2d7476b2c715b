package io.millrace.replenishment.reference;

import io.millrace.replenishment.reference.FiniteHorizon.LostSalesPlan;
import io.millrace.replenishment.reference.FiniteHorizon.Period;
import java.util.List;

/// Backward induction with lost sales: the state is the stock and every order that has not arrived.
///
/// A period starts with a receipt, then the order is placed, then demand occurs; an order of lead time L placed in t is
/// usable at the start of t + L, so with a lead time of 0 at once.
final class LostSales {
    private static final int MOST_LEAD_TIME = 4;
    private static final long MOST_STEPS = 4_000_000_000L;

    private final List<Period> periods;
    private final double discountFactor;
    private final int leadTime;
    private final int most;
    private final int size;

    LostSales(List<Period> periods, double discountFactor, int leadTime) {
        Check.between("lead_time", leadTime, 0, MOST_LEAD_TIME);
        this.periods = periods;
        this.discountFactor = discountFactor;
        this.leadTime = leadTime;
        this.most = periods.stream()
                .mapToInt(period -> bound(period, leadTime))
                .max()
                .orElse(0);
        this.size = most + 1;
        double steps = Math.pow(size, Math.max(leadTime, 1) + 1.0) * size * periods.size();
        if (steps > MOST_STEPS) {
            throw new IllegalArgumentException("Demand up to " + most + " units with a lead time of " + leadTime
                    + " is too much for an exact answer; give demand in larger units or a shorter lead time");
        }
    }

    /// Never order what would bring more into the pipeline than the lead time and a period could sell in all but one
    /// case
    /// of a thousand times the cost ratio; with order costs, as much more as a lot is worth.
    private static int bound(Period period, int leadTime) {
        double holding = Check.positive("holding_cost", period.holdingCost());
        double missed = Math.max(holding, period.stockoutCost());
        WholeDemand covered = period.demand().times(leadTime + 1);
        int units = 0;
        while (covered.above(units) > holding / (holding + missed) * 1e-3) {
            units++;
        }
        double lot = Math.sqrt(2 * period.fixedCost() * period.demand().mean() / holding);
        return units + (int) Math.ceil(1.5 * lot);
    }

    LostSalesPlan plan(int initialStock, List<Integer> pipeline) {
        int start = Math.max(leadTime, 1);
        int states = (int) Math.pow(size, start);
        int[] state = new int[start];
        state[0] = initialStock + (pipeline.isEmpty() ? 0 : pipeline.getFirst());
        for (int due = 1; due < start; due++) {
            state[due] = pipeline.get(due);
        }
        for (int units : state) {
            Check.between("The stock and each order at the start", units, 0, most);
        }
        double[] later = new double[states];
        for (int period = periods.size() - 1; period > 0; period--) {
            double[] now = new double[states];
            for (int index = 0; index < states; index++) {
                now[index] =
                        decide(periods.get(period), later, decode(index, start)).cost();
            }
            later = now;
        }
        return periods.isEmpty() ? new LostSalesPlan(0, 0) : decide(periods.getFirst(), later, state);
    }

    private int[] decode(int index, int length) {
        int[] state = new int[length];
        int rest = index;
        for (int part = length - 1; part >= 0; part--) {
            state[part] = rest % size;
            rest /= size;
        }
        return state;
    }

    private LostSalesPlan decide(Period period, double[] later, int[] state) {
        int onHand = state[0];
        int coming = 0;
        for (int units : state) {
            coming += units;
        }
        LostSalesPlan best = new LostSalesPlan(Double.POSITIVE_INFINITY, 0);
        for (int order = 0; order == 0 || coming + order <= most; order++) {
            double cost = (order > 0 ? period.fixedCost() : 0) + period.unitCost() * order;
            cost += leadTime == 0
                    ? after(period, later, new int[] {0}, onHand + order, 0)
                    : after(period, later, state, onHand, order);
            best = cost < best.cost() ? new LostSalesPlan(cost, order) : best;
        }
        return best;
    }

    /// @param usable the stock that meets this period's demand
    private double after(Period period, double[] later, int[] state, int usable, int order) {
        WholeDemand demand = period.demand();
        int rest = 0;
        for (int due = 2; due < leadTime; due++) {
            rest = (rest + state[due]) * size;
        }
        rest += leadTime > 1 ? order : 0;
        int arrives = leadTime == 0 ? 0 : leadTime == 1 ? order : state[1];
        int stride = (int) Math.pow(size, Math.max(leadTime, 1) - 1.0);
        double cost = 0;
        double missed = demand.mean();
        for (int sold = 0; sold <= Math.min(usable, demand.largest()); sold++) {
            boolean all = sold == usable;
            double probability = all ? demand.above(sold - 1) : demand.probability(sold);
            int left = usable - sold;
            int next = Math.min(most, left + arrives);
            cost += probability * (period.holdingCost() * left + discountFactor * later[next * stride + rest]);
            missed -= probability * sold;
        }
        return cost + period.stockoutCost() * Math.max(0, missed);
    }
}
