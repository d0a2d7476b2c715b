package io.millrace.replenishment.learning;

import io.millrace.domain.Sku;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Lead times by supplier and, pooled down, by item: what is rarely ordered leans on its supplier, a new supplier on
/// all.
public final class LeadTimes {
    private final LeadTime all;
    private final Map<SupplierId, LeadTime> bySupplier;
    private final Map<SupplierItem, LeadTime> byItem;

    private record SupplierItem(SupplierId supplier, Sku item) {}

    /// How many orders of its own an estimate needs to count as much as the one it leans on.
    public record Weights(double all, double supplier, double item) {
        /// What serves where nothing better is known.
        public static final Weights DEFAULT = new Weights(1, 5, 10);

        public Weights {
            if (!(all > 0 && supplier > 0 && item > 0)) {
                throw new IllegalArgumentException("A weight of " + this + " is not above 0; give positive ones");
            }
        }
    }

    private LeadTimes(LeadTime all, Map<SupplierId, LeadTime> bySupplier, Map<SupplierItem, LeadTime> byItem) {
        this.all = all;
        this.bySupplier = bySupplier;
        this.byItem = byItem;
    }

    /// Learns from receipts and open orders.
    ///
    /// @param agreed what is assumed before anything was seen
    public static LeadTimes learn(List<LeadTimeSeen> seen, LeadTime agreed, Weights weights) {
        LeadTime all = updated(agreed, seen, weights.all());
        Map<SupplierId, LeadTime> suppliers = new HashMap<>();
        Map<SupplierItem, LeadTime> items = new HashMap<>();
        grouped(seen, LeadTimeSeen::supplier).forEach((supplier, ofSupplier) -> {
            LeadTime own = updated(all, ofSupplier, weights.supplier());
            suppliers.put(supplier, own);
            grouped(ofSupplier, LeadTimeSeen::item)
                    .forEach((item, ofItem) ->
                            items.put(new SupplierItem(supplier, item), updated(own, ofItem, weights.item())));
        });
        return new LeadTimes(all, suppliers, items);
    }

    private static <K> Map<K, List<LeadTimeSeen>> grouped(List<LeadTimeSeen> seen, Function<LeadTimeSeen, K> key) {
        return seen.stream().collect(Collectors.groupingBy(key));
    }

    private static LeadTime updated(LeadTime parent, List<LeadTimeSeen> seen, double weight) {
        int last = seen.stream().mapToInt(LeadTimeSeen::days).max().orElse(0);
        double[] arrivals = new double[last + 1];
        double[] atRisk = new double[last + 1];
        for (LeadTimeSeen order : seen) {
            arrivals[order.days()] += order.open() ? 0 : 1;
            for (int day = 0; day <= order.days(); day++) {
                atRisk[day]++;
            }
        }
        return parent.updated(arrivals, atRisk, weight);
    }

    public LeadTime of(SupplierId supplier) {
        return bySupplier.getOrDefault(supplier, all);
    }

    public LeadTime of(SupplierId supplier, Sku item) {
        return byItem.getOrDefault(new SupplierItem(supplier, item), of(supplier));
    }
}
