package io.millrace.replenishment.order;

import io.millrace.replenishment.policy.Situation;

/// A line on its way into a supplier's order.
///
/// @param zone goods of another zone, such as frozen ones, are delivered apart
/// @param worth what its quantities are worth
public record Offer(Line line, Situation situation, LineTerms terms, String zone, Worth worth) {
    double money() {
        return line.units() * terms.unitCost();
    }

    private Legal legal() {
        return new Legal(terms, LineRules.bound(line.need(), situation, terms).units());
    }

    /// The next larger legal quantity; the same if there is none.
    double more() {
        Legal legal = legal();
        double next = Math.max(legal.smallest(), line.units() + legal.packUnits());
        return line.conflict().isEmpty() && next <= legal.largest() ? next : line.units();
    }

    /// The next smaller legal quantity; nothing below the smallest order.
    double less() {
        return legal().below(Math.max(0, line.units() - terms.packUnits()));
    }

    /// What going to another quantity is worth for each unit of money it moves.
    double rate(double units) {
        double money = Math.abs(units - line.units()) * Math.max(terms.unitCost(), Double.MIN_NORMAL);
        return (worth.of(units) - worth.of(line.units())) / money;
    }

    Offer at(double units, Step.Stage stage, String reason) {
        return new Offer(line.after(new Step(stage, units, reason)), situation, terms, zone, worth);
    }
}
