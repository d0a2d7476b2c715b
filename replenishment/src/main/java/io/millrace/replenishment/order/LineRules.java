package io.millrace.replenishment.order;

import io.millrace.forecasting.Span;
import io.millrace.replenishment.order.Step.Stage;
import io.millrace.replenishment.outlook.OrderCurve;
import io.millrace.replenishment.policy.Need;
import io.millrace.replenishment.policy.Numbers;
import io.millrace.replenishment.policy.Situation;
import java.util.List;

/// The constraints of a line, each a small function.
final class LineRules {
    private LineRules() {}

    /// What is wanted where the shelf must look well, too: soft, so every bound may cut it down.
    static double presentation(Need need, Situation situation, LineTerms terms, List<Step> steps) {
        if (terms.presentationUnits() == 0) {
            return need.units();
        }
        double lacking = terms.presentationUnits() - stockAtArrival(need, situation);
        if (lacking <= need.units()) {
            return need.units();
        }
        steps.add(new Step(
                Stage.PRESENTATION,
                lacking,
                "the shelf is to show " + Numbers.shown(terms.presentationUnits()) + " when the order arrives"));
        return lacking;
    }

    /// The tightest of the bounds.
    static Bound bound(Need need, Situation situation, LineTerms terms) {
        Bound bound = new Bound(
                terms.maxOrderUnits(),
                Stage.MAXIMUM,
                "at most " + Numbers.shown(terms.maxOrderUnits()) + " can be ordered");
        if (Double.isFinite(terms.capacityUnits())) {
            bound = bound.tighter(capacity(need, situation, terms));
        }
        return terms.shelfLifePeriods() > 0 ? bound.tighter(shelfLife(need, situation, terms)) : bound;
    }

    private static Bound capacity(Need need, Situation situation, LineTerms terms) {
        double there = Math.max(0, stockAtArrival(need, situation));
        return new Bound(
                Math.max(0, terms.capacityUnits() - there),
                Stage.CAPACITY,
                "there is room for " + Numbers.shown(terms.capacityUnits()) + ", of which " + Numbers.shown(there)
                        + " will be taken when the order arrives");
    }

    /// What can be sold before it is too old, at the mean demand.
    private static Bound shelfLife(Need need, Situation situation, LineTerms terms) {
        int arrival = situation.timing().arrivalPeriods();
        int known = situation.demand().periods();
        int last = Math.min(known, arrival + terms.shelfLifePeriods());
        double sold = situation.demand().mean(new Span(arrival + 1, last));
        double beyond = arrival + terms.shelfLifePeriods() - last;
        double all = sold + beyond * sold / (last - arrival);
        double there = Math.max(0, stockAtArrival(need, situation));
        return new Bound(
                Math.max(0, all - there),
                Stage.SHELF_LIFE,
                "in its " + terms.shelfLifePeriods() + " periods of shelf life " + Numbers.shown(all)
                        + " are expected to sell, and " + Numbers.shown(there) + " will be there already");
    }

    private static double stockAtArrival(Need need, Situation situation) {
        return need.outlook() == null
                ? situation.outlook().stockAtArrival()
                : need.outlook().stockAtArrival();
    }

    /// The legal quantity: by cost where costs decide, else up from the threshold on.
    static double packed(Need need, double units, Legal legal, LineTerms terms) {
        double below = legal.below(units);
        double above = legal.above(units);
        OrderCurve cost = need.cost();
        if (cost != null) {
            return below == above || cost.at(below) >= costOf(above, below, cost) ? above : below;
        }
        return units - below > terms.roundUpFrom() * (above - below) ? above : below;
    }

    /// What the larger quantity is compared at. A lot is ordered once it costs less in its interval than none. If it
    /// would not even with an empty shelf, since it lasts for many intervals, it is compared at the mean cost of its
    /// cycle: else what is worth having would never be ordered.
    private static double costOf(double above, double below, OrderCurve cost) {
        return below == 0 && cost.fromEmpty(0) < cost.fromEmpty(above) ? cost.cycleMean(above) : cost.at(above);
    }

    /// Full layers where no cost decides and the next one is close enough.
    static double layered(Need need, double units, Legal legal, LineTerms terms) {
        if (need.cost() != null || terms.layerUnits() == 0) {
            return units;
        }
        double layers = Math.floor(units / terms.layerUnits());
        double rest = units - layers * terms.layerUnits();
        double full = (layers + 1) * terms.layerUnits();
        boolean fits = full <= legal.largest() && legal.above(full) == full;
        return rest > 0 && fits && rest >= Math.max(terms.roundUpFrom(), 0.5) * terms.layerUnits() ? full : units;
    }

    /// Writes down what happened between the wish and the order.
    static void record(Line.Decision made, double wanted, Bound bound, LineTerms terms, List<Step> steps) {
        double now = wanted;
        if (bound.units() < now) {
            now = bound.units();
            steps.add(new Step(bound.stage(), now, bound.reason()));
        }
        if (now < terms.minOrderUnits() && made.packed() > 0) {
            now = terms.minOrderUnits();
            steps.add(new Step(Stage.MINIMUM, now, "the smallest order is " + Numbers.shown(now)));
        }
        if (made.packed() != now) {
            steps.add(new Step(Stage.PACKS, made.packed(), packs(now, made.packed(), terms)));
        }
        if (made.units() != made.packed()) {
            steps.add(new Step(
                    Stage.LAYERS, made.units(), "rounded up to full layers of " + Numbers.shown(terms.layerUnits())));
        }
    }

    private static String packs(double before, double units, LineTerms terms) {
        String size = " of " + Numbers.shown(terms.packUnits());
        if (units == 0) {
            return Numbers.shown(before) + " are too few for an order to be worth it (packs" + size + ")";
        }
        String way = units > before ? "rounded up to " : "rounded down to ";
        String pack = units == terms.packUnits() ? " pack" : " packs";
        return way + Numbers.shown(units / terms.packUnits()) + pack + size;
    }
}
