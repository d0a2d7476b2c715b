package io.millrace.replenishment.order;

import io.millrace.replenishment.order.Step.Stage;
import io.millrace.replenishment.order.SupplierOrder.Choice;
import io.millrace.replenishment.policy.Numbers;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/// Stages 5 to 7 of an order: the lines of a supplier, split by delivery, become orders that it accepts and we can pay.
///
/// *Skip*, *as is* and *fill up* to the minimum, a truck or a price break are compared by what they are worth. The same
/// offers give the same orders, in whatever sequence they come.
public final class OrderBuilder {
    private OrderBuilder() {}

    /// One order for each zone.
    public static List<SupplierOrder> build(List<Offer> offers, SupplierTerms terms) {
        Map<String, List<Offer>> zones = new TreeMap<>();
        offers.stream()
                .sorted(Comparator.comparing(offer -> offer.line().item()))
                .forEach(offer -> zones.computeIfAbsent(offer.zone(), _ -> new ArrayList<>())
                        .add(offer));
        List<SupplierOrder> orders = new ArrayList<>();
        double left = terms.budget();
        for (Map.Entry<String, List<Offer>> zone : zones.entrySet()) {
            SupplierOrder order = order(zone.getKey(), zone.getValue(), terms, left);
            left -= order.money();
            orders.add(order);
        }
        return orders;
    }

    /// A way to order, and what it is worth beside ordering nothing.
    private record Way(Choice choice, List<Offer> offers, double worth) {}

    private static SupplierOrder order(String zone, List<Offer> wanted, SupplierTerms terms, double budget) {
        List<Offer> affordable = withinBudget(wanted, budget);
        if (money(affordable) == 0
                && wanted.stream().allMatch(offer -> offer.line().units() == 0)) {
            return new SupplierOrder(terms.supplier(), zone, Choice.SKIP, lines(wanted), 0, false, Optional.empty());
        }
        Optional<Way> best = isUnconditional(affordable, terms)
                ? Optional.of(new Way(Choice.AS_IS, affordable, Double.POSITIVE_INFINITY))
                : Stream.concat(asIs(affordable, terms), filledUp(affordable, terms, budget))
                        .max(Comparator.comparingDouble(Way::worth));
        if (best.isEmpty() || best.get().worth() <= 0) {
            return skipped(zone, wanted, terms, best.isEmpty());
        }
        Way way = best.get();
        double money = money(way.offers()) * (1 - terms.discount(money(way.offers())));
        boolean person = money > terms.approvalLimit();
        String approval = person
                ? "a person approves more than " + Numbers.shown(terms.approvalLimit())
                : "approved by itself: at most " + Numbers.shown(terms.approvalLimit());
        List<Line> lines = way.offers().stream()
                .map(offer ->
                        offer.line().after(new Step(Stage.APPROVAL, offer.line().units(), approval)))
                .toList();
        return new SupplierOrder(terms.supplier(), zone, way.choice(), lines, money, person, Optional.empty());
    }

    /// Whether there is nothing to compare, so that nobody needs to know what lines are worth.
    private static boolean isUnconditional(List<Offer> offers, SupplierTerms terms) {
        double money = money(offers);
        return money > 0
                && money >= Math.max(terms.minimum(), terms.truck())
                && terms.priceBreaks().isEmpty();
    }

    private static SupplierOrder skipped(String zone, List<Offer> wanted, SupplierTerms terms, boolean impossible) {
        String reason = impossible
                ? "the minimum of " + Numbers.shown(terms.minimum())
                        + " cannot be reached within packs, bounds and the " + "budget of "
                        + Numbers.shown(terms.budget())
                : "ordering now is worth less than waiting for the next order";
        List<Line> lines = wanted.stream()
                .map(offer -> offer.line().after(new Step(Stage.SUPPLIER, 0, reason)))
                .toList();
        return new SupplierOrder(
                terms.supplier(),
                zone,
                Choice.SKIP,
                lines,
                0,
                false,
                impossible ? Optional.of(reason) : Optional.empty());
    }

    private static Stream<Way> asIs(List<Offer> offers, SupplierTerms terms) {
        double money = money(offers);
        double fee = money >= terms.minimum() ? 0 : terms.smallOrderFee();
        return money == 0 || Double.isInfinite(fee)
                ? Stream.empty()
                : Stream.of(new Way(Choice.AS_IS, offers, worth(offers, terms) - fee));
    }

    private static Stream<Way> filledUp(List<Offer> offers, SupplierTerms terms, double budget) {
        DoubleStream breaks = terms.priceBreaks().stream().mapToDouble(SupplierTerms.PriceBreak::from);
        return DoubleStream.concat(DoubleStream.of(terms.minimum(), terms.truck()), breaks)
                .filter(aim -> aim > money(offers) && aim >= terms.minimum())
                .distinct()
                .mapToObj(
                        aim -> filled(offers, aim, budget, aim == terms.minimum() ? Stage.SUPPLIER : Stage.PRICE_BREAK))
                .flatMap(Optional::stream)
                .map(filled -> new Way(Choice.FILL_UP, filled, worth(filled, terms)));
    }

    /// Adds the pack that is worth most for its money until the aim is reached; empty if it cannot be.
    private static Optional<List<Offer>> filled(List<Offer> offers, double aim, double budget, Stage stage) {
        List<Offer> filled = new ArrayList<>(offers);
        String reason = "filled up to the " + Numbers.shown(aim) + " that the supplier rewards or demands";
        while (money(filled) < aim) {
            int best = -1;
            double bestRate = Double.NEGATIVE_INFINITY;
            for (int i = 0; i < filled.size(); i++) {
                Offer offer = filled.get(i);
                double more = offer.more();
                double cost = (more - offer.line().units()) * offer.terms().unitCost();
                if (cost > 0 && money(filled) + cost <= budget && offer.rate(more) > bestRate) {
                    best = i;
                    bestRate = offer.rate(more);
                }
            }
            if (best < 0) {
                return Optional.empty();
            }
            Offer offer = filled.get(best);
            filled.set(best, offer.at(offer.more(), stage, reason));
        }
        return Optional.of(filled);
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

    private static double worth(List<Offer> offers, SupplierTerms terms) {
        double money = money(offers);
        double worth = offers.stream()
                .mapToDouble(offer -> offer.worth().of(offer.line().units()))
                .sum();
        return worth + terms.discount(money) * money;
    }

    private static double money(List<Offer> offers) {
        return offers.stream().mapToDouble(Offer::money).sum();
    }

    private static List<Line> lines(List<Offer> offers) {
        return offers.stream().map(Offer::line).toList();
    }
}
