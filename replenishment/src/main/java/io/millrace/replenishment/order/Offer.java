package io.millrace.replenishment.order;

import io.millrace.replenishment.policy.Situation;

/// A line on its way into a supplier's order.
///
/// @param zone goods of another zone, such as frozen ones, are delivered apart
/// @param worth what its quantities are worth
/// @param spacePerUnit what a unit takes of a truck or pallet; zero if that is not known or does not matter
public record Offer(Line line, Situation situation, LineTerms terms, String zone, Worth worth, double spacePerUnit) {
    public Offer {
        if (!(spacePerUnit >= 0 && Double.isFinite(spacePerUnit))) {
            throw new IllegalArgumentException("A unit takes a space of 0 or more, not " + spacePerUnit);
        }
    }

    /// Whose space does not matter.
    public Offer(Line line, Situation situation, LineTerms terms, String zone, Worth worth) {
        this(line, situation, terms, zone, worth, 0);
    }

    int arrivalPeriods() {
        return situation.timing().arrivalPeriods();
    }

    double money() {
        return line.units() * terms.unitCost();
    }

    double space() {
        return line.units() * spacePerUnit;
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
        return rate(units, terms.unitCost());
    }

    /// What going to another quantity is worth for each unit of money or space it moves.
    ///
    /// @param each of which a unit takes so much
    double rate(double units, double each) {
        double moved = Math.abs(units - line.units()) * Math.max(each, Double.MIN_NORMAL);
        return (worth.of(units) - worth.of(line.units())) / moved;
    }

    Offer at(double units, Step.Stage stage, String reason) {
        return new Offer(line.further(new Step(stage, units, reason)), situation, terms, zone, worth, spacePerUnit);
    }
}
