package io.millrace.replenishment.proof;

import io.millrace.replenishment.Supply;
import io.millrace.replenishment.Timing;
import io.millrace.replenishment.Unmet;
import io.millrace.replenishment.order.Step;
import io.millrace.replenishment.outlook.Outlook;
import io.millrace.replenishment.policy.Numbers;
import io.millrace.replenishment.policy.Policy;
import io.millrace.replenishment.policy.Situation;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Why an order is what it is, point by point, for a planner to read.
public final class Explanation {
    private Explanation() {}

    /// One point.
    ///
    /// @param units the quantity it is about; `NaN` if it is about none
    public record Point(String stage, double units, String text) {}

    /// The inputs, the steps, and what the order is expected to bring.
    public static List<Point> of(Proof proof) {
        List<Point> points = new ArrayList<>();
        Situation situation = proof.situation();
        Outlook outlook = situation.outlook();
        points.add(supply(situation.supply()));
        points.add(timing(situation.timing()));
        points.add(new Point("demand", outlook.demandInInterval(), demand(outlook)));
        points.add(new Point(
                "stock_at_arrival",
                outlook.stockAtArrival(),
                situation.unmet() == Unmet.LOST
                        ? "expected when the order arrives, without it; unmet demand is lost"
                        : "expected when the order arrives, without it; customers wait for unmet demand"));
        points.add(new Point("policy", Double.NaN, policy(proof)));
        for (Step step : proof.line().steps()) {
            points.add(new Point(step.stage().name().toLowerCase(Locale.ROOT), step.units(), step.reason()));
        }
        proof.line().conflict().ifPresent(conflict -> points.add(new Point("conflict", 0, "no order: " + conflict)));
        points.add(new Point("order", proof.units(), outcome(outlook, proof.units())));
        return points;
    }

    /// The same as text, a line each.
    public static String text(Proof proof) {
        StringBuilder text = new StringBuilder();
        text.append(proof.item())
                .append(": order ")
                .append(Numbers.shown(proof.units()))
                .append('\n');
        for (Point point : of(proof)) {
            String units = Double.isNaN(point.units()) ? "" : Numbers.shown(point.units());
            text.append(String.format(
                    Locale.ROOT, "  %-17s %10s  %s%n", point.stage().replace('_', ' '), units, point.text()));
        }
        return text.toString();
    }

    private static Point supply(Supply supply) {
        StringBuilder text = new StringBuilder(supply.stockUnits() < 0 ? "wait for it" : "in stock");
        for (int period = 1; period <= supply.knownPeriods(); period++) {
            if (supply.arrival(period) > 0) {
                text.append("; ")
                        .append(Numbers.shown(supply.arrival(period)))
                        .append(" due in period ")
                        .append(period);
            }
        }
        return new Point("stock", supply.stockUnits(), text.toString());
    }

    private static Point timing(Timing timing) {
        return new Point(
                "interval",
                timing.protection().length(),
                "an order placed now is usable in period " + (timing.arrivalPeriods() + 1)
                        + ", the next one in period " + (timing.nextArrivalPeriods() + 1) + ": cover periods "
                        + timing.protection().first() + " to "
                        + timing.protection().last());
    }

    private static String demand(Outlook outlook) {
        return "expected in these periods; before them " + Numbers.shown(outlook.demandUntilArrival());
    }

    private static String policy(Proof proof) {
        return described(proof.policy()) + " (by " + proof.rule() + ")";
    }

    /// A policy in words.
    static String described(Policy policy) {
        return switch (policy) {
            case Policy.TimePhased phased -> "time-phased, " + phased.target().describe();
            case Policy.Steered steered ->
                "time-phased, service class " + steered.serviceClass() + ", fill rate "
                        + Numbers.percent(steered.fill().level()) + " together: a critical ratio of "
                        + Numbers.percent(steered.fill().criticalRatio()) + " for each of its items, "
                        + steered.learned();
            case Policy.MinMax levels ->
                "minimum " + Numbers.shown(levels.minUnits()) + ", maximum " + Numbers.shown(levels.maxUnits());
            case Policy.ReorderUpTo levels ->
                "reorder at " + Numbers.shown(levels.reorderPointUnits()) + " up to "
                        + Numbers.shown(levels.upToUnits());
            case Policy.OrderUpTo level -> "order up to " + Numbers.shown(level.upToUnits());
            case Policy.ReorderLots lots ->
                "reorder at " + Numbers.shown(lots.reorderPointUnits()) + " in lots of "
                        + Numbers.shown(lots.lotUnits());
            case Policy.Cover cover ->
                "cover of " + Numbers.shown(cover.minPeriods()) + " to " + Numbers.shown(cover.maxPeriods())
                        + " periods";
            case Policy.Fixed fixed -> "always " + Numbers.shown(fixed.units());
            case Policy.None _ -> "ordered by hand";
        };
    }

    private static String outcome(Outlook outlook, double units) {
        return "no stock-out with " + Numbers.percent(outlook.service().at(units)) + ", "
                + Numbers.percent(outlook.fill().at(units)) + " of the demand served, "
                + Numbers.shown(outlook.shortage().at(units)) + " short, a mean stock of "
                + Numbers.shown(outlook.held().at(units) / outlook.periodsInInterval());
    }
}
