package io.millrace.replenishment.order;

import java.util.List;

/// What a supplier asks of an order as a whole, and what we allow ourselves, in money.
///
/// @param minimum what an order must be worth; zero for nothing
/// @param smallOrderFee what an order below the minimum costs extra; infinite if it is not delivered
/// @param truck what fills a truck or pallet, which is preferred where it pays; zero if there is none
/// @param budget what may be spent; infinite for no limit
/// @param approvalLimit up to what an order needs no person
public record SupplierTerms(
        String supplier,
        double minimum,
        double smallOrderFee,
        double truck,
        List<PriceBreak> priceBreaks,
        double budget,
        double approvalLimit) {
    public SupplierTerms {
        priceBreaks = List.copyOf(priceBreaks);
        if (!(minimum >= 0 && smallOrderFee >= 0 && truck >= 0 && budget >= 0 && approvalLimit >= 0)) {
            throw new IllegalArgumentException("No term of supplier " + supplier + " is below zero");
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
        return new SupplierTerms(supplier, 0, unlimited, 0, List.of(), unlimited, unlimited);
    }

    double discount(double money) {
        return priceBreaks.stream()
                .filter(each -> money >= each.from())
                .mapToDouble(PriceBreak::discountShare)
                .max()
                .orElse(0);
    }
}
