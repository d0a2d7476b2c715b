package io.millrace.replenishment.network;

import io.millrace.domain.LocationId;
import io.millrace.forecasting.QuantileCurve;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Shares what a warehouse has, when it is less than its stores ask for, so that all run the same risk of a stock-out.
public final class FairShare {
    private static final double LEAST = 1e-6;
    private static final int BISECTIONS = 60;

    private FairShare() {}

    /// A store that asks.
    ///
    /// @param asked packs
    /// @param stock units the store has or expects anyway, until the next delivery
    /// @param demand until the next delivery
    public record Store(LocationId location, long asked, double stock, QuantileCurve demand) {
        public Store {
            if (asked < 0 || !(stock >= 0)) {
                throw new IllegalArgumentException("Store " + location + " asks for " + asked + " packs and has "
                        + stock + " units; give 0 or more of both");
            }
        }
    }

    /// Whole packs for each store, never more than it asked for and together never more than there are.
    ///
    /// @param available packs in the warehouse
    /// @param packSize units in a pack
    public static Map<LocationId, Long> share(long available, double packSize, List<Store> stores) {
        if (available < 0 || !(packSize > 0)) {
            throw new IllegalArgumentException("There are " + available + " packs of " + packSize
                    + " units; give 0 or more packs and a size above 0");
        }
        long asked = stores.stream().mapToLong(Store::asked).sum();
        Map<LocationId, Long> shares = new LinkedHashMap<>();
        if (asked <= available) {
            stores.forEach(store -> shares.put(store.location(), store.asked()));
            return shares;
        }
        double low = LEAST;
        double high = 1 - LEAST;
        for (int step = 0; step < BISECTIONS; step++) {
            double middle = (low + high) / 2;
            if (packs(middle, packSize, stores) <= available) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return rounded(available, low, packSize, stores);
    }

    private static double packs(double level, double packSize, List<Store> stores) {
        return stores.stream()
                .mapToDouble(store -> packs(level, packSize, store))
                .sum();
    }

    /// What brings the store to that chance of no stock-out.
    private static double packs(double level, double packSize, Store store) {
        double needed = (store.demand().quantile(level) - store.stock()) / packSize;
        return Math.min((double) store.asked(), Math.max(0, needed));
    }

    private static Map<LocationId, Long> rounded(long available, double level, double packSize, List<Store> stores) {
        record Part(Store store, long whole, double rest) {}
        List<Part> parts = new ArrayList<>();
        Map<LocationId, Long> shares = new LinkedHashMap<>();
        long left = available;
        for (Store store : stores) {
            double exact = packs(level, packSize, store);
            long whole = Math.min(left, (long) Math.floor(exact + 1e-9));
            parts.add(new Part(store, whole, exact - whole));
            shares.put(store.location(), whole);
            left -= whole;
        }
        parts.sort(Comparator.comparingDouble((Part part) -> -part.rest())
                .thenComparing(part -> part.store().location().value()));
        while (left > 0) {
            long before = left;
            for (Part part : parts) {
                long now = shares.get(part.store().location());
                if (left > 0 && now < part.store().asked()) {
                    shares.put(part.store().location(), now + 1);
                    left--;
                }
            }
            if (left == before) {
                return shares;
            }
        }
        return shares;
    }
}
