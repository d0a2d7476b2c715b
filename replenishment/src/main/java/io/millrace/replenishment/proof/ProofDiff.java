package io.millrace.replenishment.proof;

import io.millrace.replenishment.order.Line;
import io.millrace.replenishment.order.LineTerms;
import io.millrace.replenishment.policy.Need;
import io.millrace.replenishment.policy.Numbers;
import io.millrace.replenishment.policy.Policy;
import io.millrace.replenishment.policy.Situation;
import java.util.ArrayList;
import java.util.List;

/// What changed between two evaluations of an item, and what each change did to the order, one input after the other.
public final class ProofDiff {
    private ProofDiff() {}

    /// An input that changed.
    ///
    /// @param unitsBefore the order before this change
    /// @param unitsAfter the order after it
    public record Change(String what, double unitsBefore, double unitsAfter) {
        @Override
        public String toString() {
            return what + ": " + Numbers.shown(unitsBefore) + " → " + Numbers.shown(unitsAfter);
        }
    }

    /// The changes from one proof to a later one; empty if the inputs are the same.
    public static List<Change> between(Proof before, Proof after) {
        List<Change> changes = new ArrayList<>();
        Situation from = before.situation();
        Situation to = after.situation();
        Situation supplied = new Situation(from.demand(), from.timing(), from.unmet(), to.supply(), from.lotUnits());
        Situation timed = new Situation(from.demand(), from.timing(), from.unmet(), to.supply(), from.lotUnits());
        boolean fits = to.timing().horizonPeriods() <= from.demand().periods();
        timed = fits ? new Situation(from.demand(), to.timing(), to.unmet(), to.supply(), from.lotUnits()) : timed;
        double units = before.units();
        if (!from.supply().equals(to.supply())) {
            units = add(changes, "stock and what is on the way", units, supplied, before.policy(), before.terms());
        }
        if (fits && (!from.timing().equals(to.timing()) || from.unmet() != to.unmet())) {
            units = add(changes, "when orders arrive", units, timed, before.policy(), before.terms());
        }
        if (!before.policy().equals(after.policy())) {
            units = add(changes, "the policy", units, timed, after.policy(), before.terms());
        }
        if (!before.terms().equals(after.terms())) {
            units = add(changes, "the supplier's terms", units, timed, after.policy(), after.terms());
        }
        boolean forecast = !before.versions().forecast().equals(after.versions().forecast());
        if (forecast || units != after.units()) {
            changes.add(
                    new Change(fits ? "the forecast" : "the forecast and when orders arrive", units, after.units()));
        }
        return changes;
    }

    private static double add(
            List<Change> changes, String what, double before, Situation situation, Policy policy, LineTerms terms) {
        double after = Line.of("", Need.of(policy, situation), situation, terms).units();
        changes.add(new Change(what, before, after));
        return after;
    }
}
