package io.millrace.replenishment.learning;

import io.millrace.domain.Quantity;
import io.millrace.domain.Sku;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Which share of an order suppliers deliver, pooled down to the item in the same way as lead times.
public final class FillRates {
    private final double all;
    private final Map<SupplierId, Double> bySupplier;
    private final Map<SupplierItem, Double> byItem;

    private record SupplierItem(SupplierId supplier, Sku item) {}

    /// A closed order line. What came beyond the order counts as all of it.
    public record Line(SupplierId supplier, Sku item, Quantity ordered, Quantity received) {
        public Line {
            if (ordered.thousandths() <= 0 || received.thousandths() < 0) {
                throw new IllegalArgumentException("A line with " + ordered + " ordered and " + received
                        + " received; leave out what was not ordered, and returns");
            }
        }

        double fill() {
            return Math.min(1, 1.0 * received.thousandths() / ordered.thousandths());
        }
    }

    private FillRates(double all, Map<SupplierId, Double> bySupplier, Map<SupplierItem, Double> byItem) {
        this.all = all;
        this.bySupplier = bySupplier;
        this.byItem = byItem;
    }

    /// Learns from closed lines.
    ///
    /// @param assumed the share before anything was seen, from 0 to 1
    public static FillRates learn(List<Line> lines, double assumed, LeadTimes.Weights weights) {
        if (!(assumed >= 0 && assumed <= 1)) {
            throw new IllegalArgumentException("A fill rate of " + assumed + " is assumed; give one from 0 to 1");
        }
        double all = drawn(assumed, lines, weights.all());
        Map<SupplierId, Double> suppliers = new HashMap<>();
        Map<SupplierItem, Double> items = new HashMap<>();
        lines.stream().collect(Collectors.groupingBy(Line::supplier)).forEach((supplier, ofSupplier) -> {
            double own = drawn(all, ofSupplier, weights.supplier());
            suppliers.put(supplier, own);
            ofSupplier.stream()
                    .collect(Collectors.groupingBy(Line::item))
                    .forEach((item, ofItem) ->
                            items.put(new SupplierItem(supplier, item), drawn(own, ofItem, weights.item())));
        });
        return new FillRates(all, suppliers, items);
    }

    private static double drawn(double parent, List<Line> lines, double weight) {
        double sum = lines.stream().mapToDouble(Line::fill).sum();
        return (sum + weight * parent) / (lines.size() + weight);
    }

    public double of(SupplierId supplier) {
        return bySupplier.getOrDefault(supplier, all);
    }

    public double of(SupplierId supplier, Sku item) {
        return byItem.getOrDefault(new SupplierItem(supplier, item), of(supplier));
    }
}
