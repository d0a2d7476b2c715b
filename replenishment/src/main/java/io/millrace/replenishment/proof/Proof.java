package io.millrace.replenishment.proof;

import io.millrace.replenishment.order.Line;
import io.millrace.replenishment.order.LineTerms;
import io.millrace.replenishment.policy.Need;
import io.millrace.replenishment.policy.Policy;
import io.millrace.replenishment.policy.Situation;

/// An order line with everything it was computed from. Computing it again gives the same to the unit.
///
/// @param versions of the position, the forecast, the policy and the terms, as those who keep them number them
/// @param rule which rule chose the policy
public record Proof(
        String item,
        Versions versions,
        Situation situation,
        Policy policy,
        String rule,
        LineTerms terms,
        double units,
        Line line) {
    /// What the inputs were read from.
    public record Versions(String position, String forecast, String policy, String terms) {}

    /// Decides, and keeps what it was decided from.
    public static Proof of(
            String item, Versions versions, Situation situation, Policy policy, String rule, LineTerms terms) {
        Line line = Line.of(item, Need.of(policy, situation), situation, terms);
        return new Proof(item, versions, situation, policy, rule, terms, line.units(), line);
    }

    /// The line, computed anew from the inputs alone.
    public Line recomputed() {
        return Line.of(item, Need.of(policy, situation), situation, terms);
    }

    /// Whether the order is what its inputs say.
    public boolean holds() {
        return recomputed().units() == units;
    }
}
