package io.millrace.replenishment.order;

import io.millrace.replenishment.order.OrderBuilder.Delivery;
import io.millrace.replenishment.order.Step.Stage;
import io.millrace.replenishment.order.SupplierOrder.Choice;
import io.millrace.replenishment.policy.Numbers;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The ways to order one delivery, and the best of them: *skip*, *as is* or *fill up*.
///
/// @param budget what may be spent on it
record Ways(Delivery delivery, SupplierTerms terms, double budget) {
    /// A way to order, and what it is worth beside ordering nothing.
    private record Way(Choice choice, List<Offer> offers, double worth) {}

    /// @param affordable what the budget leaves of what is wanted
    SupplierOrder order(List<Offer> wanted, List<Offer> affordable) {
        if (wanted.stream().allMatch(offer -> offer.line().units() == 0)) {
            return order(Choice.SKIP, lines(wanted), 0, Optional.empty());
        }
        if (isUnconditional(affordable)) {
            return ordered(Choice.AS_IS, affordable, "as it is: the supplier asks for nothing else");
        }
        List<Way> ways = Stream.concat(asIs(affordable), filledUp(affordable)).toList();
        if (ways.isEmpty()) {
            return skipped(wanted, impossible(), true);
        }
        Way best = ways.stream().max(Comparator.comparingDouble(Way::worth)).orElseThrow();
        String compared = compared(ways);
        return best.worth() > 0
                ? ordered(best.choice(), best.offers(), compared)
                : skipped(wanted, "ordering now is worth less than waiting for the next order: " + compared, false);
    }

    /// Whether there is nothing to compare, so that nobody needs to know what lines are worth.
    private boolean isUnconditional(List<Offer> offers) {
        double money = money(offers);
        return money > 0
                && money >= terms.minimum()
                && !terms.truck().isPaidFor()
                && terms.priceBreaks().isEmpty();
    }

    private SupplierOrder ordered(Choice choice, List<Offer> offers, String supplier) {
        double money = money(offers) * (1 - terms.discount(money(offers)));
        boolean person = money > terms.approvalLimit();
        String approval = person
                ? "a person approves more than " + Numbers.shown(terms.approvalLimit())
                : "approved by itself: at most " + Numbers.shown(terms.approvalLimit());
        List<Line> lines = offers.stream()
                .map(Offer::line)
                .map(line -> line.units() == 0
                        ? line
                        : line.after(
                                new Step(Stage.SUPPLIER, line.units(), supplier),
                                new Step(Stage.APPROVAL, line.units(), approval)))
                .toList();
        return new SupplierOrder(
                terms.supplier(),
                delivery.zone(),
                delivery.arrivalPeriods(),
                choice,
                lines,
                money,
                person,
                Optional.empty());
    }

    private String impossible() {
        return terms.minimum() > 0
                ? "the minimum of " + Numbers.shown(terms.minimum())
                        + " cannot be reached within packs, bounds and the budget of " + Numbers.shown(budget)
                : "the budget of " + Numbers.shown(budget) + " pays for none of its lines";
    }

    private SupplierOrder skipped(List<Offer> wanted, String reason, boolean impossible) {
        List<Line> lines = wanted.stream()
                .map(offer -> offer.line().after(new Step(Stage.SUPPLIER, 0, reason)))
                .toList();
        return order(Choice.SKIP, lines, 0, impossible ? Optional.of(reason) : Optional.empty());
    }

    private SupplierOrder order(Choice choice, List<Line> lines, double money, Optional<String> conflict) {
        return new SupplierOrder(
                terms.supplier(), delivery.zone(), delivery.arrivalPeriods(), choice, lines, money, false, conflict);
    }

    private Stream<Way> asIs(List<Offer> offers) {
        double money = money(offers);
        double fee = money >= terms.minimum() ? 0 : terms.smallOrderFee();
        return money == 0 || Double.isInfinite(fee)
                ? Stream.empty()
                : Stream.of(new Way(Choice.AS_IS, offers, worth(offers) - fee));
    }

    private Stream<Way> filledUp(List<Offer> offers) {
        return FillUp.above(offers, terms)
                .map(fillUp -> fillUp.filled(offers, budget))
                .flatMap(Optional::stream)
                .map(filled -> new Way(Choice.FILL_UP, filled, worth(filled)));
    }

    private double worth(List<Offer> offers) {
        double money = money(offers);
        double worth = offers.stream()
                .mapToDouble(offer -> offer.worth().of(offer.line().units()))
                .sum();
        double space = offers.stream().mapToDouble(Offer::space).sum();
        return worth + terms.discount(money) * money - terms.truck().wasted(space);
    }

    /// For a planner to read.
    private static String compared(List<Way> ways) {
        StringBuilder text = new StringBuilder("skipping is worth 0");
        for (Way way : ways) {
            text.append(way.choice() == Choice.AS_IS ? ", as it is " : ", filled up to ");
            if (way.choice() == Choice.FILL_UP) {
                text.append(Numbers.shown(money(way.offers()))).append(' ');
            }
            text.append(Numbers.shown(way.worth()));
        }
        return text.toString();
    }

    private static double money(List<Offer> offers) {
        return offers.stream().mapToDouble(Offer::money).sum();
    }

    private static List<Line> lines(List<Offer> offers) {
        return offers.stream().map(Offer::line).toList();
    }
}
