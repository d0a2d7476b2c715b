package io.millrace.replenishment.order;

import java.util.List;

/// What a supplier asks of an order as a whole, and what we allow ourselves, in money.
///
/// @param minimum what an order must be worth; zero for nothing
/// @param smallOrderFee what an order below the minimum costs extra; infinite if it is not delivered
/// @param truck what is paid for by the load
/// @param budget what may be spent; infinite for no limit
/// @param approvalLimit up to what an order needs no person
public record SupplierTerms(
        String supplier,
        double minimum,
        double smallOrderFee,
        Truck truck,
        List<PriceBreak> priceBreaks,
        double budget,
        double approvalLimit) {
    public SupplierTerms {
        priceBreaks = List.copyOf(priceBreaks);
        if (!(minimum >= 0 && smallOrderFee >= 0 && budget >= 0 && approvalLimit >= 0)) {
            throw new IllegalArgumentException("No term of supplier " + supplier + " is below zero");
        }
    }

    /// Loads that are paid for whether they are full or not: trucks or pallets. Room that stays empty was paid for
    /// nothing; what is in the rest would have had to travel anyway, now or later.
    ///
    /// @param space what one holds, as offers count it; zero if goods do not travel by the load
    /// @param cost of one
    public record Truck(double space, double cost) {
        private static final double CLOSE = 1e-9;

        public Truck {
            if (!(space >= 0 && Double.isFinite(space) && cost >= 0 && Double.isFinite(cost))) {
                throw new IllegalArgumentException(
                        "A truck has a space and a cost of 0 or more, not " + space + " and " + cost);
            }
        }

        public static Truck none() {
            return new Truck(0, 0);
        }

        boolean isPaidFor() {
            return space > 0 && cost > 0;
        }

        /// What fills the last one that is needed.
        double full(double used) {
            return Math.ceil(used / space - CLOSE) * space;
        }

        /// What was paid for room that stays empty.
        double wasted(double used) {
            return isPaidFor() ? Math.max(0, full(used) - used) / space * cost : 0;
        }
    }

    /// A discount on the whole order from some worth on.
    public record PriceBreak(double from, double discountShare) {
        public PriceBreak {
            if (!(discountShare > 0 && discountShare < 1)) {
                throw new IllegalArgumentException("A discount lies between 0 and 1, not at " + discountShare);
            }
        }
    }

    /// No conditions at all.
    public static SupplierTerms free(String supplier) {
        double unlimited = Double.POSITIVE_INFINITY;
        return new SupplierTerms(supplier, 0, unlimited, Truck.none(), List.of(), unlimited, unlimited);
    }

    double discount(double money) {
        return priceBreaks.stream()
                .filter(each -> money >= each.from())
                .mapToDouble(PriceBreak::discountShare)
                .max()
                .orElse(0);
    }
}
