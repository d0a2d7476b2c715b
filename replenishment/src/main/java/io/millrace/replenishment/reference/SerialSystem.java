package io.millrace.replenishment.reference;

import java.util.ArrayList;
import java.util.List;

/// Stages in a line under continuous review, the first one facing customers, each supplied by the next, the last by a
/// source that always has stock; unmet demand waits.
///
/// Echelon base-stock levels after Clark and Scarf (1960), computed as in Chen and Zheng (1994): the cost of a stage is
/// its own holding cost plus what it passes on as shortage to the stage before it. The cost includes that of goods in
/// transit.
public final class SerialSystem {
    private SerialSystem() {}

    /// A stage, customers being before the first.
    ///
    /// @param leadTime from the next stage to this one
    /// @param echelonHoldingCost what holding a unit here costs above holding it one stage further up
    public record Stage(double leadTime, double echelonHoldingCost) {
        public Stage {
            Check.notNegative("lead_time", leadTime);
            if (!(Check.finite("echelon_holding_cost", echelonHoldingCost) > 0)) {
                throw new IllegalArgumentException("echelon_holding_cost is " + echelonHoldingCost
                        + "; give one above 0, or join the stage with the one it supplies");
            }
        }
    }

    /// The answer.
    ///
    /// @param levels echelon base-stock levels, in the order of the stages
    /// @param cost per unit of time
    public record Levels(List<Double> levels, double cost) {}

    /// Demand over any stretch of time.
    @FunctionalInterface
    public interface DemandOver {
        WholeDemand time(double length);
    }

    /// Exact for demand in whole units.
    public static Levels wholeUnits(List<Stage> stages, double stockoutCost, DemandOver demand) {
        double shortage = shortageCost(stages, stockoutCost);
        List<Double> levels = new ArrayList<>();
        double[] passedOn = {0};
        double slope = -shortage;
        double cost = 0;
        for (Stage stage : stages) {
            WholeDemand leadTimeDemand = demand.time(stage.leadTime());
            WholeStage solved = WholeStage.solve(stage, leadTimeDemand, passedOn, slope);
            levels.add((double) solved.level);
            passedOn = solved.costs;
            slope += stage.echelonHoldingCost();
            cost = passedOn[solved.level];
        }
        return new Levels(List.copyOf(levels), cost);
    }

    /// For demand that is normal and independent over time, by quadrature; the cost is good to about 1e-9.
    ///
    /// @param mean of the demand in a unit of time
    /// @param deviation of the demand in a unit of time
    public static Levels normal(List<Stage> stages, double stockoutCost, double mean, double deviation) {
        Check.notNegative("The mean of demand", mean);
        Check.notNegative("The standard deviation of demand", deviation);
        double shortage = shortageCost(stages, stockoutCost);
        List<Double> levels = new ArrayList<>();
        NormalStage last = NormalStage.customers(shortage);
        for (Stage stage : stages) {
            last = last.next(
                    stage.echelonHoldingCost(), mean * stage.leadTime(), deviation * Math.sqrt(stage.leadTime()));
            levels.add(last.level());
        }
        return new Levels(List.copyOf(levels), last.cost(last.level()));
    }

    private static double shortageCost(List<Stage> stages, double stockoutCost) {
        Check.positive("stockout_cost", stockoutCost);
        if (stages.isEmpty()) {
            throw new IllegalArgumentException("There is no stage; give at least one");
        }
        return stockoutCost
                + stages.stream().mapToDouble(Stage::echelonHoldingCost).sum();
    }

    /// A stage of a system with demand in whole units.
    private static final class WholeStage {
        /// Where the stage's cost is least.
        private final int level;

        /// Of the echelon positions 0 to the level; below 0 it goes on as a straight line.
        private final double[] costs;

        WholeStage(int level, double[] costs) {
            this.level = level;
            this.costs = costs;
        }

        static WholeStage solve(Stage stage, WholeDemand demand, double[] passedOn, double slope) {
            List<Double> costs = new ArrayList<>();
            costs.add(cost(stage, demand, passedOn, slope, 0));
            while (true) {
                double next = cost(stage, demand, passedOn, slope, costs.size());
                if (next >= costs.getLast()) {
                    double[] kept =
                            costs.stream().mapToDouble(Double::doubleValue).toArray();
                    return new WholeStage(kept.length - 1, kept);
                }
                costs.add(next);
            }
        }

        /// @param slope of `passedOn` below 0
        private static double cost(Stage stage, WholeDemand demand, double[] passedOn, double slope, int position) {
            double cost = stage.echelonHoldingCost() * (position - demand.mean());
            double straight = 0;
            for (int units = 0; units <= demand.largest(); units++) {
                int after = Math.min(position - units, passedOn.length - 1);
                double passed = after >= 0 ? passedOn[after] : passedOn[0] + slope * after;
                straight += demand.probability(units) * passed;
            }
            return cost + straight;
        }
    }
}
