package io.millrace.replenishment.plan;

import io.millrace.forecasting.DemandSeries;
import io.millrace.replenishment.demand.DemandGrid;
import io.millrace.replenishment.demand.DemandGrid.Fineness;
import io.millrace.replenishment.policy.Policy;
import io.millrace.replenishment.policy.Situation;
import io.millrace.replenishment.proof.Proof;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// The whole chain in one pure call: histories, stocks and terms in, orders with their proofs out.
public final class Planner {
    private Planner() {}

    /// One proof for each item, in their order. An item without a history is taken to sell nothing.
    public static List<Proof> plan(List<DemandSeries> histories, List<PlanItem> items, PlanOptions options) {
        if (items.isEmpty()) {
            return List.of();
        }
        int periods = items.stream()
                .mapToInt(item -> item.timing().horizonPeriods())
                .max()
                .orElseThrow();
        Map<String, DemandSeries> byId = new HashMap<>();
        histories.forEach(series -> byId.put(series.id().value(), series));
        List<DemandSeries> panel = items.stream()
                .map(item -> byId.get(item.id()))
                .filter(series -> series != null && series.length() > 0)
                .distinct()
                .toList();
        DemandOutlook outlook = DemandOutlook.learned(panel, periods, options);
        Map<String, Policy.Steered> classes =
                ServiceClasses.rehearsed(items, byId, DemandOutlook.learning(periods, options), options);
        return IntStream.range(0, items.size())
                .parallel()
                .mapToObj(i -> proof(items.get(i), classes, outlook, options))
                .toList();
    }

    private static Proof proof(
            PlanItem item, Map<String, Policy.Steered> classes, DemandOutlook outlook, PlanOptions options) {
        int periods = item.timing().horizonPeriods();
        DemandGrid demand = outlook.demand(item.id(), periods, Fineness.FINE);
        Situation situation = new Situation(
                demand, item.timing(), item.unmet(), item.supply(), item.terms().smallestOrderUnits());
        Proof.Versions versions =
                new Proof.Versions("stock file", "history file, seed " + options.seed(), "terms file", "terms file");
        return Proof.of(
                item.id(),
                versions,
                situation,
                item.policy() instanceof Policy.Steered steered
                        ? classes.getOrDefault(steered.serviceClass(), steered)
                        : item.policy(),
                "its line in the terms file",
                item.terms());
    }
}
