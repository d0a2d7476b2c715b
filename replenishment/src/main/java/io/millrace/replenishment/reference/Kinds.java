package io.millrace.replenishment.reference;

import io.millrace.replenishment.reference.EconomicOrderQuantity.LotAtPrice;
import io.millrace.replenishment.reference.EconomicOrderQuantity.PriceBreak;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/// From the kind and the parameters of an instance to its solution.
final class Kinds {
    private static final String NEWSVENDOR = "newsvendor_";
    private static final String EXACT = "_exact";
    private static final String LEVELS = "sS_";
    private static final String QUANTITY = "rQ_";

    private static final Map<String, Function<Parameters, Solution>> FIXED = new TreeMap<>(Map.of(
            "eoq", Kinds::lot,
            "eoq_backorders", Kinds::lotWithBackorders,
            "eoq_all_units_discounts", Kinds::allUnits,
            "eoq_incremental_discounts", Kinds::incremental,
            "lot_sizing_dynamic", Kinds::lotSizing,
            "sS_power_approximation", Kinds::powerApproximation,
            "finite_horizon_sS_dp", HorizonKinds::levels,
            "finite_horizon_lost_sales_dp", HorizonKinds::lostSales,
            "serial_multi_echelon_SSM", EchelonKinds::serial,
            "guaranteed_service_tree", EchelonKinds::tree));

    private Kinds() {}

    static Solution solve(String kind, Parameters parameters) {
        Function<Parameters, Solution> fixed = FIXED.get(kind);
        if (fixed != null) {
            return fixed.apply(parameters);
        }
        if (kind.startsWith(NEWSVENDOR)) {
            return newsvendor(kind.substring(NEWSVENDOR.length()), parameters);
        }
        if (kind.startsWith(LEVELS) && kind.endsWith(EXACT)) {
            return levels(family(kind, LEVELS), parameters);
        }
        if (kind.startsWith(QUANTITY) && kind.endsWith(EXACT)) {
            return quantity(family(kind, QUANTITY), parameters);
        }
        throw new IllegalArgumentException("kind is " + kind + "; give one of " + String.join(", ", FIXED.keySet())
                + ", newsvendor_FAMILY, sS_FAMILY_exact or rQ_FAMILY_exact");
    }

    private static String family(String kind, String prefix) {
        return kind.substring(prefix.length(), Math.max(prefix.length(), kind.length() - EXACT.length()));
    }

    static IllegalArgumentException unknownFamily(String family, List<String> known) {
        return new IllegalArgumentException(
                "There is no demand called " + family + " here; give one of " + String.join(", ", known));
    }

    private static Solution lot(Parameters in) {
        EconomicOrderQuantity.Lot lot = EconomicOrderQuantity.plain(
                in.number("fixed_cost"), in.number("holding_cost"), in.number("demand_rate"));
        return Solution.of(Map.of("Q", lot.quantity()), lot.cost());
    }

    private static Solution lotWithBackorders(Parameters in) {
        EconomicOrderQuantity.LotWithBackorders lot = EconomicOrderQuantity.withBackorders(
                in.number("fixed_cost"),
                in.number("holding_cost"),
                in.number("stockout_cost"),
                in.number("demand_rate"));
        return Solution.of(ordered("Q", lot.quantity(), "stockout_fraction", lot.stockoutFraction()), lot.cost());
    }

    private static Solution allUnits(Parameters in) {
        return priced(EconomicOrderQuantity.allUnits(
                in.number("fixed_cost"), in.number("holding_cost_rate"), in.number("demand_rate"), prices(in)));
    }

    private static Solution incremental(Parameters in) {
        return priced(EconomicOrderQuantity.incremental(
                in.number("fixed_cost"), in.number("holding_cost_rate"), in.number("demand_rate"), prices(in)));
    }

    private static Solution priced(LotAtPrice lot) {
        return Solution.of(ordered("Q", lot.quantity(), "region", lot.region()), lot.cost());
    }

    private static List<PriceBreak> prices(Parameters in) {
        List<Double> breakpoints = in.numbers("breakpoints");
        List<Double> costs = in.numbers("unit_costs");
        if (breakpoints.size() != costs.size()) {
            throw new IllegalArgumentException("breakpoints has " + breakpoints.size() + " numbers and unit_costs has "
                    + costs.size() + "; give one price for each breakpoint, the first breakpoint being 0");
        }
        List<PriceBreak> prices = new ArrayList<>();
        for (int index = 0; index < costs.size(); index++) {
            prices.add(new PriceBreak(breakpoints.get(index), costs.get(index)));
        }
        return prices;
    }

    private static Solution lotSizing(Parameters in) {
        List<Double> demand = in.numbers("demand");
        int count = demand.size();
        List<Double> fixed = in.perPeriod("fixed_cost", count, 0);
        List<Double> unit = in.perPeriod("purchase_cost", count, 0);
        List<Double> holding = in.perPeriod("holding_cost", count, 0);
        List<DynamicLotSizing.Period> periods = new ArrayList<>();
        for (int period = 0; period < count; period++) {
            periods.add(new DynamicLotSizing.Period(
                    demand.get(period), fixed.get(period), unit.get(period), holding.get(period)));
        }
        DynamicLotSizing.Schedule schedule = DynamicLotSizing.schedule(periods);
        return Solution.of(
                Map.of("orders", schedule.orders()),
                schedule.cost(),
                given -> DynamicLotSizing.cost(periods, given.numbers("orders")));
    }

    private static Solution powerApproximation(Parameters in) {
        PowerApproximation.Levels levels = PowerApproximation.levels(
                in.number("fixed_cost"),
                in.number("holding_cost"),
                in.number("stockout_cost"),
                Demands.mean(in),
                Demands.deviation(in),
                in.numberOr("lead_time", 0));
        return new Solution(ordered("s", levels.reorderLevel(), "S", levels.orderUpToLevel()), null, null);
    }

    private static Solution newsvendor(String family, Parameters in) {
        double holding = in.number("holding_cost");
        double stockout = in.number("stockout_cost");
        double covered = 1 + Check.notNegative("lead_time", in.numberOr("lead_time", 0));
        if (family.equals("normal") && covered > 1) {
            double deviation = Demands.deviation(in) * Math.sqrt(covered);
            return level(Newsvendor.best(
                    new ContinuousDemand.Normal(Demands.mean(in) * covered, deviation), holding, stockout));
        }
        var continuous = Demands.continuous(family, in);
        if (continuous.isPresent()) {
            if (covered > 1) {
                throw new IllegalArgumentException(
                        "lead_time is " + (covered - 1) + " with " + family + " demand; give 0, or another family");
            }
            return level(Newsvendor.best(continuous.get(), holding, stockout));
        }
        WholeDemand demand = Demands.whole(family, in)
                .orElseThrow(() -> unknownFamily(family, Demands.names()))
                .time(covered);
        Newsvendor.Level best = Newsvendor.best(demand, holding, stockout);
        return Solution.of(
                Map.of("S", best.level()),
                best.cost(),
                given -> Newsvendor.cost(demand, holding, stockout, given.whole("S")));
    }

    private static Solution level(Newsvendor.Level level) {
        return Solution.of(Map.of("S", level.level()), level.cost());
    }

    private static Solution levels(String family, Parameters in) {
        Demands.Over over = Demands.whole(family, in).orElseThrow(() -> unknownFamily(family, Demands.wholeNames()));
        WholeDemand demand = over.time(1);
        double leadTime = Check.notNegative("lead_time", in.numberOr("lead_time", 0));
        WholeDemand covered = leadTime == 0 ? demand : over.time(leadTime + 1);
        double fixed = in.number("fixed_cost");
        double holding = in.number("holding_cost");
        double stockout = in.number("stockout_cost");
        LevelPolicy policy = LevelPolicy.optimal(demand, covered, fixed, holding, stockout);
        return Solution.of(
                ordered("s", policy.reorderLevel(), "S", policy.orderUpToLevel()),
                policy.cost(),
                given -> LevelPolicy.cost(
                        demand, covered, fixed, holding, stockout, given.whole("s"), given.whole("S")));
    }

    private static Solution quantity(String family, Parameters in) {
        double leadTime = Check.notNegative("lead_time", in.number("lead_time"));
        double fixed = in.number("fixed_cost");
        double holding = in.number("holding_cost");
        double stockout = in.number("stockout_cost");
        if (family.equals("normal")) {
            double mean = Demands.mean(in);
            double deviation = Demands.deviation(in) * Math.sqrt(leadTime);
            QuantityPolicy policy = QuantityPolicy.normal(mean, mean * leadTime, deviation, fixed, holding, stockout);
            return Solution.of(ordered("r", policy.reorderPoint(), "Q", policy.quantity()), policy.cost());
        }
        Demands.Over over = Demands.whole(family, in).orElseThrow(() -> unknownFamily(family, Demands.wholeNames()));
        QuantityPolicy policy =
                QuantityPolicy.wholeUnits(over.time(1).mean(), over.time(leadTime), fixed, holding, stockout);
        return Solution.of(ordered("r", policy.reorderPoint(), "Q", policy.quantity()), policy.cost());
    }

    static Map<String, Object> ordered(String first, Object one, String second, Object two) {
        Map<String, Object> parameters = new LinkedHashMap<>();
        parameters.put(first, one);
        parameters.put(second, two);
        return parameters;
    }
}
