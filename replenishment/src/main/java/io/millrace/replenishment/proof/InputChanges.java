package io.millrace.replenishment.proof;

import io.millrace.forecasting.Span;
import io.millrace.replenishment.Supply;
import io.millrace.replenishment.Timing;
import io.millrace.replenishment.Unmet;
import io.millrace.replenishment.demand.DemandGrid;
import io.millrace.replenishment.order.LineTerms;
import io.millrace.replenishment.order.Sourcing;
import io.millrace.replenishment.policy.Numbers;
import io.millrace.replenishment.policy.Policy;
import io.millrace.replenishment.policy.Situation;
import io.millrace.replenishment.proof.ProofDiff.Change;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.ToDoubleFunction;

/// Goes from one evaluation to another input by input, and looks at the order after each.
final class InputChanges {
    private static final double GRID_ERROR = 0.02;

    private final Proof before;
    private final Proof after;
    private final List<Change> changes = new ArrayList<>();
    private Supply supply;
    private DemandGrid demand;
    private Timing timing;
    private Unmet unmet;
    private Policy policy;
    private LineTerms terms;
    private Optional<Sourcing> sourcing;
    private double units;

    InputChanges(Proof before, Proof after) {
        this.before = before;
        this.after = after;
        this.supply = before.situation().supply();
        this.demand = before.situation().demand();
        this.timing = before.situation().timing();
        this.unmet = before.situation().unmet();
        this.policy = before.policy();
        this.terms = before.terms();
        this.sourcing = before.sourcing();
        this.units = before.units();
    }

    List<Change> found() {
        supply();
        // The forecast comes first unless it does not reach to the end of the former interval.
        if (after.situation().demand().periods() >= timing.horizonPeriods()) {
            forecast();
            timing();
        } else {
            timing();
            forecast();
        }
        unmet();
        policy();
        sourcing();
        terms();
        return changes;
    }

    private void supply() {
        Supply to = after.situation().supply();
        Supply from = supply;
        if (from.stockUnits() != to.stockUnits()) {
            supply = Supply.of(to.stockUnits(), arrivals(from));
            add("stock", Numbers.shown(from.stockUnits()), Numbers.shown(to.stockUnits()));
        }
        String was = described(from);
        supply = to;
        if (!was.equals(described(to))) {
            add("arrivals", was, described(to));
        }
    }

    private static double[] arrivals(Supply supply) {
        double[] arrivals = new double[supply.knownPeriods()];
        Arrays.setAll(arrivals, period -> supply.arrival(period + 1));
        return arrivals;
    }

    private static String described(Supply supply) {
        List<String> texts = new ArrayList<>();
        for (int period = 1; period <= supply.knownPeriods(); period++) {
            if (supply.arrival(period) > 0) {
                texts.add(Numbers.shown(supply.arrival(period)) + " in period " + period);
            }
        }
        return texts.isEmpty() ? "none" : String.join(", ", texts);
    }

    private void forecast() {
        DemandGrid from = demand;
        demand = after.situation().demand();
        String was = before.versions().forecast();
        String is = after.versions().forecast();
        boolean told = !was.equals(is);
        if (told || !same(from, demand)) {
            Span common = new Span(1, Math.min(from.periods(), demand.periods()));
            add(
                    "forecast for periods 1 to " + common.last(),
                    Numbers.shown(from.mean(common)) + (told ? " (" + was + ")" : ""),
                    Numbers.shown(demand.mean(common)) + (told ? " (" + is + ")" : ""));
        }
    }

    /// Whether two grids tell the same forecast. To the end of another interval the same one lies on another grid.
    private boolean same(DemandGrid one, DemandGrid other) {
        if (before.situation().timing().equals(after.situation().timing())) {
            return identical(one, other);
        }
        Span common = new Span(1, Math.min(one.periods(), other.periods()));
        return Math.abs(one.mean(common) - other.mean(common)) <= GRID_ERROR * one.mean(common);
    }

    private static boolean identical(DemandGrid one, DemandGrid other) {
        boolean same =
                one.unit() == other.unit() && one.periods() == other.periods() && one.scenarios() == other.scenarios();
        for (int scenario = 0; same && scenario < one.scenarios(); scenario++) {
            same = one.weight(scenario) == other.weight(scenario);
            for (int period = 1; same && period <= one.periods(); period++) {
                same = Arrays.equals(one.mass(scenario, period), other.mass(scenario, period));
            }
        }
        return same;
    }

    private void timing() {
        Timing to = after.situation().timing();
        Timing from = timing;
        if (from.equals(to)) {
            return;
        }
        timing = to;
        if (to.horizonPeriods() > demand.periods()) {
            demand = after.situation().demand();
        }
        add("orders arrive", described(from), described(to));
    }

    private static String described(Timing timing) {
        return "in period " + (timing.arrivalPeriods() + 1) + " and next in period "
                + (timing.nextArrivalPeriods() + 1);
    }

    private void unmet() {
        Unmet from = unmet;
        unmet = after.situation().unmet();
        if (from != unmet) {
            add("unmet demand", described(from), described(unmet));
        }
    }

    private static String described(Unmet unmet) {
        return switch (unmet) {
            case LOST -> "is lost";
            case BACKORDERED -> "waits";
        };
    }

    private void policy() {
        Policy from = policy;
        policy = after.policy();
        boolean byOther = !before.rule().equals(after.rule());
        if (!from.equals(policy) || byOther) {
            add(
                    "policy",
                    Explanation.described(from) + (byOther ? " (by " + before.rule() + ")" : ""),
                    Explanation.described(policy) + (byOther ? " (by " + after.rule() + ")" : ""));
        }
    }

    private void sourcing() {
        String from = described(sourcing);
        sourcing = after.sourcing();
        if (!from.equals(described(sourcing))) {
            add("ordered from", from, described(sourcing));
        }
    }

    private static String described(Optional<Sourcing> sourcing) {
        return sourcing.map(Sourcing::reason).orElse("wherever it always is");
    }

    private void terms() {
        term("pack", LineTerms::packUnits, LineTerms::withPack);
        term("layer", LineTerms::layerUnits, LineTerms::withLayer);
        term("smallest order", LineTerms::minOrderUnits, (now, to) -> now.withOrder(to, now.maxOrderUnits()));
        term("largest order", LineTerms::maxOrderUnits, (now, to) -> now.withOrder(now.minOrderUnits(), to));
        term(
                "room on the shelf",
                LineTerms::capacityUnits,
                (now, to) -> now.withShelf(to, now.presentationUnits(), now.shelfLifePeriods()));
        term(
                "units the shelf is to show",
                LineTerms::presentationUnits,
                (now, to) -> now.withShelf(now.capacityUnits(), to, now.shelfLifePeriods()));
        term(
                "shelf life",
                terms -> terms.shelfLifePeriods() == 0 ? Double.POSITIVE_INFINITY : terms.shelfLifePeriods(),
                (now, to) -> now.withShelf(
                        now.capacityUnits(), now.presentationUnits(), Double.isInfinite(to) ? 0 : (int) (double) to));
        term("unit cost", LineTerms::unitCost, LineTerms::withUnitCost);
        term("rounding up from", LineTerms::roundUpFrom, LineTerms::withRoundUpFrom);
    }

    private void term(String what, ToDoubleFunction<LineTerms> value, BiFunction<LineTerms, Double, LineTerms> with) {
        double from = value.applyAsDouble(terms);
        double to = value.applyAsDouble(after.terms());
        if (from != to) {
            terms = with.apply(terms, to);
            add(what, Numbers.shown(from), Numbers.shown(to));
        }
    }

    private void add(String what, String from, String to) {
        Situation situation = new Situation(demand, timing, unmet, supply, terms.smallestOrderUnits());
        double changed =
                Proof.line(before.item(), sourcing, situation, policy, terms).units();
        changes.add(new Change(what, from, to, units, changed));
        units = changed;
    }
}
