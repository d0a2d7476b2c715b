package io.millrace.domain.stock;

import io.millrace.domain.Sku;
import io.millrace.domain.stock.StockAlert.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/// What a change of an item's free stock is worth telling.
final class AlertRules {
    private AlertRules() {}

    static List<StockAlert> between(Sku item, Position before, Position after, OptionalLong lowStock) {
        if (before.free() == after.free()) {
            return List.of();
        }
        List<StockAlert> alerts = new ArrayList<>(1);
        if (before.free() >= 0 != after.free() >= 0) {
            alerts.add(new StockAlert(Kind.BELOW_ZERO, item, after.free() < 0, after.free(), 0));
        }
        if (before.free() > 0 != after.free() > 0 && before.version() > 0) {
            boolean out = after.free() <= 0;
            alerts.add(new StockAlert(Kind.OUT_OF_STOCK, item, out, after.free(), 0));
            if (!out) {
                alerts.add(new StockAlert(Kind.BACK_IN_STOCK, item, true, after.free(), 0));
            }
        }
        if (lowStock.isPresent()) {
            long threshold = lowStock.getAsLong();
            boolean wasLow = before.version() > 0 && before.free() <= threshold;
            boolean isLow = after.free() <= threshold;
            if (wasLow != isLow) {
                alerts.add(new StockAlert(Kind.LOW_STOCK, item, isLow, after.free(), threshold));
            }
        }
        return alerts;
    }
}
