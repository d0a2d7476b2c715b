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
        List<WholeDemand> demands = demands(in, count);
        List<Double> holding = in.perPeriod("holding_cost", count, 0);
        List<Double> stockout = in.perPeriod("stockout_cost", count, 0);
        List<Double> unit = in.perPeriod("purchase_cost", count, 0);
        List<Double> fixed = in.perPeriod("fixed_cost", count, 0);
        List<FiniteHorizon.Period> periods = new ArrayList<>();
        for (int period = 0; period < count; period++) {
            periods.add(new FiniteHorizon.Period(
                    demands.get(period),
                    holding.get(period),
                    stockout.get(period),
                    unit.get(period),
                    fixed.get(period)));
        }
        return periods;
    }

    /// Normal in whole units unless `demand` says otherwise.
    private static List<WholeDemand> demands(Parameters in, int count) {
        WholeDemand[] demands = new WholeDemand[count];
        if (in.has("demand")) {
            Arrays.fill(demands, EchelonKinds.demand(in.child("demand")).time(1));
            return List.of(demands);
        }
        List<Double> means = in.perPeriod("demand_mean", count, 0);
        List<Double> deviations = in.perPeriod("demand_sd", count, 0);
        boolean poisson = !in.has("demand_sd");
        for (int period = 0; period < count; period++) {
            double mean = means.get(period);
            demands[period] =
                    poisson ? WholeDemand.poisson(mean) : WholeDemand.roundedNormal(mean, deviations.get(period));
        }
        return List.of(demands);
    }
}
