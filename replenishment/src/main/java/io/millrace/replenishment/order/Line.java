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

    /// The same line after one more step.
    public Line after(Step step) {
        List<Step> more = new ArrayList<>(steps);
        more.add(step);
        return new Line(item, need, step.units(), more, conflict);
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
        double units = decided(need, wanted, bound, legal, terms);
        LineRules.record(wanted, bound, units, terms, steps);
        return new Line(item, need, units, steps, Optional.empty());
    }

    /// The units of the same line without the words for them: for those who decide millions and read none.
    public static double units(Need need, Situation situation, LineTerms terms) {
        double wanted = LineRules.presentation(need, situation, terms, new ArrayList<>());
        Bound bound = LineRules.bound(need, situation, terms);
        return decided(need, wanted, bound, new Legal(terms, bound.units()), terms);
    }

    private static double decided(Need need, double wanted, Bound bound, Legal legal, LineTerms terms) {
        return wanted <= 0 || legal.smallest() > bound.units()
                ? 0
                : LineRules.rounded(need, Math.min(wanted, bound.units()), legal, terms);
    }

    private static String conflict(Legal legal, Bound bound, LineTerms terms) {
        boolean pack = terms.minOrderUnits() <= terms.packUnits();
        return "the smallest order is " + Numbers.shown(legal.smallest()) + " ("
                + (pack ? "one pack" : "the minimum, in packs of " + Numbers.shown(terms.packUnits())) + "), but "
                + bound.reason();
    }
}
