package io.millrace.replenishment.order;

import io.millrace.replenishment.order.Step.Stage;
import io.millrace.replenishment.policy.Numbers;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/// Stages 5 to 7 of an order: the lines of a supplier, split by delivery, become orders that it accepts and we can pay.
///
/// *Skip*, *as is* and *fill up* to the minimum, a truck or a price break are compared by what they are worth. The same
/// offers give the same orders, in whatever sequence they come.
public final class OrderBuilder {
    private OrderBuilder() {}

    /// One order for each delivery: what arrives at another time or in another zone is ordered apart.
    public static List<SupplierOrder> build(List<Offer> offers, SupplierTerms terms) {
        Map<Delivery, List<Offer>> deliveries = byDelivery(offers.stream()
                .sorted(Comparator.comparing(offer -> offer.line().item()))
                .toList());
        boolean apart = deliveries.size() > 1;
        List<Offer> wanted = deliveries.entrySet().stream()
                .flatMap(each -> split(each.getValue(), each.getKey().told(apart)))
                .toList();
        Map<Delivery, List<Offer>> all = byDelivery(wanted);
        List<Offer> affordable = withinBudget(wanted, terms.budget());
        List<SupplierOrder> orders = new ArrayList<>();
        double left = terms.budget() - money(affordable);
        for (Map.Entry<Delivery, List<Offer>> each : byDelivery(affordable).entrySet()) {
            double budget = left + money(each.getValue());
            SupplierOrder order = new Ways(each.getKey(), terms, budget)
                    .order(all.getOrDefault(each.getKey(), List.of()), each.getValue());
            left = budget - order.money();
            orders.add(order);
        }
        return orders;
    }

    private static Stream<Offer> split(List<Offer> offers, String reason) {
        return offers.stream()
                .map(offer -> offer.line().units() == 0
                        ? offer
                        : offer.at(offer.line().units(), Stage.SPLIT, reason));
    }

    /// What one order is for.
    record Delivery(int arrivalPeriods, String zone) {
        static final Comparator<Delivery> SOONEST =
                Comparator.comparingInt(Delivery::arrivalPeriods).thenComparing(Delivery::zone);

        String told(boolean apart) {
            return zone + ", usable in period " + (arrivalPeriods + 1)
                    + (apart ? ", apart from the supplier's other deliveries" : ", all in one delivery");
        }
    }

    private static Map<Delivery, List<Offer>> byDelivery(List<Offer> offers) {
        Map<Delivery, List<Offer>> deliveries = new TreeMap<>(Delivery.SOONEST);
        offers.forEach(offer -> deliveries
                .computeIfAbsent(new Delivery(offer.arrivalPeriods(), offer.zone()), _ -> new ArrayList<>())
                .add(offer));
        return deliveries;
    }

    /// Takes away the pack that is worth least for its money until the budget suffices.
    private static List<Offer> withinBudget(List<Offer> offers, double budget) {
        List<Offer> kept = new ArrayList<>(offers);
        String reason = "the budget leaves " + Numbers.shown(budget);
        while (money(kept) > budget) {
            int worst = -1;
            double leastLoss = Double.POSITIVE_INFINITY;
            for (int i = 0; i < kept.size(); i++) {
                Offer offer = kept.get(i);
                if (offer.money() > 0 && -offer.rate(offer.less()) < leastLoss) {
                    worst = i;
                    leastLoss = -offer.rate(offer.less());
                }
            }
            Offer offer = kept.get(worst);
            kept.set(worst, offer.at(offer.less(), Stage.BUDGET, reason));
        }
        return kept;
    }

    private static double money(List<Offer> offers) {
        return offers.stream().mapToDouble(Offer::money).sum();
    }
}
