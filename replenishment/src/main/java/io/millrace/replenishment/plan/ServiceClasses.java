package io.millrace.replenishment.plan;

import io.millrace.forecasting.DemandSeries;
import io.millrace.replenishment.policy.Policy;
import io.millrace.replenishment.simulation.Learning;
import io.millrace.replenishment.simulation.Rehearsal;
import io.millrace.replenishment.simulation.SimulatedItem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Finds the cost of a shortage by which the items of a plan's service classes reach their fill rates: the one that
/// would have done so in the last part of their histories.
final class ServiceClasses {
    private ServiceClasses() {}

    /// The policies of steered items, by service class.
    ///
    /// @param histories by item
    static Map<String, Policy.Steered> rehearsed(
            List<PlanItem> items, Map<String, DemandSeries> histories, Learning learning, PlanOptions options) {
        Map<String, List<PlanItem>> classes = items.stream()
                .filter(item -> item.policy() instanceof Policy.Steered)
                .collect(Collectors.groupingBy(ServiceClasses::name, LinkedHashMap::new, Collectors.toList()));
        Map<String, Policy.Steered> rehearsed = new LinkedHashMap<>();
        classes.forEach((name, members) -> {
            if (members.getFirst().policy() instanceof Policy.Steered steered) {
                Rehearsal rehearsal = Rehearsal.of(past(members, histories), learning, options.steeringPeriods());
                rehearsed.put(name, rehearsal.steered(name, steered.fill().level()));
            }
        });
        return rehearsed;
    }

    private static String name(PlanItem item) {
        return item.policy() instanceof Policy.Steered steered ? steered.serviceClass() : "";
    }

    private static List<SimulatedItem> past(List<PlanItem> members, Map<String, DemandSeries> histories) {
        List<SimulatedItem> past = new ArrayList<>();
        for (PlanItem item : members) {
            DemandSeries history = histories.get(item.id());
            if (history != null && history.length() > 0) {
                past.add(new SimulatedItem(history, item.timing(), item.unmet(), item.terms(), name(item)));
            }
        }
        return past;
    }
}
