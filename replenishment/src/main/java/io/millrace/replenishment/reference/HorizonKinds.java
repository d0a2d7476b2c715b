package io.millrace.replenishment.reference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Instances with a number of periods.
final class HorizonKinds {
    private static final int MOST_PERIODS = 2_000;

    private HorizonKinds() {}

    static Solution levels(Parameters in) {
        if (in.numberOr("lead_time", 0) != 0) {
            throw new IllegalArgumentException("lead_time is " + in.number("lead_time")
                    + "; this kind has none, so leave it out, or take finite_horizon_lost_sales_dp");
        }
        FiniteHorizon.Plan plan = FiniteHorizon.plan(
                periods(in),
                new FiniteHorizon.End(
                        in.numberOr("terminal_holding_cost", 0), in.numberOr("terminal_stockout_cost", 0)),
                in.numberOr("discount_factor", 1),
                in.wholeOr("initial_inventory_level", 0));
        List<@Nullable Integer> reorder = new ArrayList<>();
        List<@Nullable Integer> upTo = new ArrayList<>();
        for (FiniteHorizon.Levels levels : plan.levels()) {
            reorder.add(levels.reorderLevel());
            upTo.add(levels.orderUpToLevel());
        }
        return Solution.of(Kinds.ordered("s", reorder, "S", upTo), plan.cost());
    }

    static Solution lostSales(Parameters in) {
        int leadTime = in.wholeOr("lead_time", 0);
        Check.between("lead_time", leadTime, 0, 4);
        List<Integer> pipeline = new ArrayList<>();
        for (double due : in.perPeriod("pipeline", leadTime, 0)) {
            pipeline.add((int) due);
        }
        FiniteHorizon.LostSalesPlan plan = FiniteHorizon.lostSales(
                periods(in), in.numberOr("discount_factor", 1), in.wholeOr("initial_inventory_level", 0), pipeline);
        return Solution.of(Map.of("first_order", plan.firstOrder()), plan.cost());
    }

    private static List<FiniteHorizon.Period> periods(Parameters in) {
        int count = Check.between("num_periods", in.whole("num_periods"), 1, MOST_PERIODS);
        List<Double> holding = in.perPeriod("holding_cost", count, 0);
        List<Double> stockout = in.perPeriod("stockout_cost", count, 0);
        List<Double> unit = in.perPeriod("purchase_cost", count, 0);
        List<Double> fixed = in.perPeriod("fixed_cost", count, 0);
        List<FiniteHorizon.Period> periods = new ArrayList<>();
        Demand[] demands = demands(in, count);
        for (int period = 0; period < count; period++) {
            periods.add(new FiniteHorizon.Period(
                    demands[period].whole(),
                    demands[period].unrounded(),
                    holding.get(period),
                    stockout.get(period),
                    unit.get(period),
                    fixed.get(period)));
        }
        return periods;
    }

    private record Demand(WholeDemand whole, @Nullable ContinuousDemand unrounded) {}

    /// Of the family that `demand` names; without one normal, or Poisson where there is no deviation.
    private static Demand[] demands(Parameters in, int count) {
        Demand[] demands = new Demand[count];
        if (in.has("demand")) {
            Arrays.fill(
                    demands, new Demand(EchelonKinds.demand(in.child("demand")).time(1), null));
            return demands;
        }
        in.require("demand_mean");
        List<Double> means = in.perPeriod("demand_mean", count, 0);
        List<Double> deviations = in.perPeriod("demand_sd", count, 0);
        for (int period = 0; period < count; period++) {
            double mean = means.get(period);
            double deviation = deviations.get(period);
            demands[period] = in.has("demand_sd")
                    ? new Demand(
                            WholeDemand.roundedNormal(mean, deviation), new ContinuousDemand.Normal(mean, deviation))
                    : new Demand(WholeDemand.poisson(mean), null);
        }
        return demands;
    }
}
