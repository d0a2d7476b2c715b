package io.millrace.replenishment.order;

import io.millrace.replenishment.policy.Need;
import io.millrace.replenishment.policy.Numbers;
import io.millrace.replenishment.policy.Situation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The order of one item: how many units, by which steps, and what was in the way.
///
/// @param conflict why nothing can be ordered although something is needed
public record Line(String item, Need need, double units, List<Step> steps, Optional<String> conflict) {
    public Line {
        steps = List.copyOf(steps);
    }

    /// The same line after more steps, one at least.
    public Line after(Step... next) {
        List<Step> more = new ArrayList<>(steps);
        more.addAll(List.of(next));
        return new Line(item, need, more.getLast().units(), more, conflict);
    }

    /// The same line after a step further in the same direction: steps of one stage for one reason are told as one.
    Line further(Step step) {
        Step last = steps.getLast();
        if (last.stage() != step.stage() || !last.reason().equals(step.reason())) {
            return after(step);
        }
        List<Step> told = new ArrayList<>(steps);
        told.set(told.size() - 1, step);
        return new Line(item, need, step.units(), told, conflict);
    }

    /// Stages 2 to 4 of an order: need, bounds of shelf and supplier, minimum, packs and layers.
    public static Line of(String item, Need need, Situation situation, LineTerms terms) {
        List<Step> steps = new ArrayList<>();
        steps.add(new Step(Step.Stage.NEED, need.units(), need.reason()));
        double wanted = LineRules.presentation(need, situation, terms, steps);
        Bound bound = LineRules.bound(need, situation, terms);
        if (wanted <= 0) {
            return new Line(item, need, 0, steps, Optional.empty());
        }
        Legal legal = new Legal(terms, bound.units());
        if (legal.smallest() > bound.units()) {
            return new Line(item, need, 0, steps, Optional.of(conflict(legal, bound, terms)));
        }
        Decision made = decided(need, wanted, bound, legal, terms);
        LineRules.record(made, wanted, bound, terms, steps);
        return new Line(item, need, made.units(), steps, Optional.empty());
    }

    /// Stages 1 to 4: the same, of what is ordered from a source. Without one, nothing is.
    public static Line of(String item, Sourcing sourcing, Need need, Situation situation, LineTerms terms) {
        Step source = new Step(Step.Stage.SOURCE, Double.NaN, sourcing.reason());
        if (sourcing.source().isEmpty()) {
            Step wanted = new Step(Step.Stage.NEED, need.units(), need.reason());
            Optional<String> conflict = need.units() > 0 ? Optional.of(sourcing.reason()) : Optional.empty();
            return new Line(item, need, 0, List.of(source, wanted), conflict);
        }
        Line line = of(item, need, situation, terms);
        List<Step> steps = new ArrayList<>();
        steps.add(source);
        steps.addAll(line.steps());
        return new Line(item, need, line.units(), steps, line.conflict());
    }

    /// What was decided of a line.
    ///
    /// @param packed before layers
    record Decision(double packed, double units) {
        static final Decision NOTHING = new Decision(0, 0);
    }

    /// The units of the same line without the words for them: for those who decide millions and read none.
    public static double units(Need need, Situation situation, LineTerms terms) {
        double wanted = LineRules.presentation(need, situation, terms, new ArrayList<>());
        Bound bound = LineRules.bound(need, situation, terms);
        return decided(need, wanted, bound, new Legal(terms, bound.units()), terms)
                .units();
    }

    private static Decision decided(Need need, double wanted, Bound bound, Legal legal, LineTerms terms) {
        if (wanted <= 0 || legal.smallest() > bound.units()) {
            return Decision.NOTHING;
        }
        double packed = LineRules.packed(need, Math.min(wanted, bound.units()), legal, terms);
        return new Decision(packed, LineRules.layered(need, packed, legal, terms));
    }

    private static String conflict(Legal legal, Bound bound, LineTerms terms) {
        boolean pack = terms.minOrderUnits() <= terms.packUnits();
        return "the smallest order is " + Numbers.shown(legal.smallest()) + " ("
                + (pack ? "one pack" : "the minimum, in packs of " + Numbers.shown(terms.packUnits())) + "), but "
                + bound.reason();
    }
}
