package io.millrace.replenishment.order;

import io.millrace.replenishment.Target;
import io.millrace.replenishment.Target.LeastCost;
import io.millrace.replenishment.outlook.OrderCurve;
import io.millrace.replenishment.policy.Policy;
import io.millrace.replenishment.policy.Situation;

/// What ordering some units is worth over the protection interval, in money, beside ordering none.
///
/// Where a service is asked for instead of least cost, a shortage is taken to cost what makes that service pay.
@FunctionalInterface
public interface Worth {
    double of(double units);

    /// Of one line.
    ///
    /// @param holdingPerUnit what a unit costs each period on the shelf, for policies that do not say so
    static Worth of(Policy policy, Situation situation, double holdingPerUnit) {
        return units -> {
            OrderCurve cost = situation.outlook().cost(cost(policy, situation, holdingPerUnit));
            return cost.at(0) - cost.at(units);
        };
    }

    private static LeastCost cost(Policy policy, Situation situation, double holdingPerUnit) {
        int periods = situation.timing().protection().length();
        return switch (policy) {
            case Policy.TimePhased(Target.CycleService service) -> implied(service.level(), periods, holdingPerUnit);
            case Policy.TimePhased(Target.FillRate fill) -> implied(fill.level(), periods, holdingPerUnit);
            case Policy.TimePhased(LeastCost cost) -> cost;
            case Policy.Steered steered -> implied(steered.fill().criticalRatio(), periods, holdingPerUnit);
            case Policy.MinMax _, Policy.ReorderUpTo _, Policy.OrderUpTo _ -> implied(0.95, periods, holdingPerUnit);
            case Policy.ReorderLots _, Policy.Cover _, Policy.Fixed _, Policy.None _ ->
                implied(0.95, periods, holdingPerUnit);
        };
    }

    private static LeastCost implied(double level, int periods, double holdingPerUnit) {
        return new LeastCost(holdingPerUnit, holdingPerUnit * periods * level / (1 - level));
    }
}
