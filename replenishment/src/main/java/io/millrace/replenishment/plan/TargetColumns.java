package io.millrace.replenishment.plan;

import io.millrace.replenishment.Target;
import io.millrace.replenishment.Unmet;
import io.millrace.replenishment.plan.Rows.Row;
import io.millrace.replenishment.policy.Policy;
import java.util.Map;

/// What a line of a terms file promises: a service or a cost of its own, or the fill rate of its service class.
final class TargetColumns {
    private static final String SERVICE_CLASS = "service_class";

    private TargetColumns() {}

    static Policy policy(Row row) {
        Target target = target(row);
        String serviceClass = row.text(SERVICE_CLASS);
        if (serviceClass.isEmpty()) {
            return new Policy.TimePhased(target);
        }
        if (!(target instanceof Target.FillRate(double level))) {
            throw row.bad(
                    "is in service_class " + serviceClass + " without a fill_rate",
                    "Give it the fill_rate that the class is to reach together, or leave service_class empty.");
        }
        return Policy.Steered.of(serviceClass, level);
    }

    /// A class has one fill rate, and is steered by what is lost.
    static void checkClass(Row row, PlanItem item, Map<String, Double> levels) {
        if (!(item.policy() instanceof Policy.Steered steered)) {
            return;
        }
        if (item.unmet() == Unmet.BACKORDERED) {
            throw row.bad(
                    "is in service_class " + steered.serviceClass() + " and its customers wait",
                    "Leave service_class empty where unmet is backorder; a class is steered by what is lost.");
        }
        Double before =
                levels.putIfAbsent(steered.serviceClass(), steered.fill().level());
        if (before != null && before != steered.fill().level()) {
            throw row.bad(
                    "asks for a fill_rate of " + row.text("fill_rate") + ", but service_class " + steered.serviceClass()
                            + " is asked for " + before + " above",
                    "Give all items of a service class the same fill_rate.");
        }
    }

    private static Target target(Row row) {
        boolean service = !row.text("cycle_service").isEmpty();
        boolean fill = !row.text("fill_rate").isEmpty();
        boolean cost = !row.text("holding_cost").isEmpty()
                || !row.text("shortage_cost").isEmpty();
        if ((service ? 1 : 0) + (fill ? 1 : 0) + (cost ? 1 : 0) != 1) {
            throw row.bad(
                    (service || fill || cost ? "has more than one target" : "has no target"),
                    "Fill in one of cycle_service, fill_rate, or holding_cost and shortage_cost.");
        }
        if (cost) {
            return new Target.LeastCost(
                    row.above("holding_cost", 0, Double.NaN), row.above("shortage_cost", 0, Double.NaN));
        }
        String name = service ? "cycle_service" : "fill_rate";
        double level = row.above(name, 0, Double.NaN);
        if (level >= 1) {
            throw row.bad("has " + row.text(name) + " for " + name, "Write a share below 1, like 0.95.");
        }
        return service ? new Target.CycleService(level) : new Target.FillRate(level);
    }
}
