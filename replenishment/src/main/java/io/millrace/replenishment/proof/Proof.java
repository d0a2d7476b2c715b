package io.millrace.replenishment.proof;

import io.millrace.replenishment.order.Line;
import io.millrace.replenishment.order.LineTerms;
import io.millrace.replenishment.order.Sourcing;
import io.millrace.replenishment.policy.Need;
import io.millrace.replenishment.policy.Policy;
import io.millrace.replenishment.policy.Situation;
import java.util.Optional;

/// An order line with everything it was computed from. Computing it again gives the same to the unit.
///
/// @param versions of the position, the forecast, the policy and the terms, as those who keep them number them
/// @param rule which rule chose the policy
/// @param sourcing where it is ordered, if there is a choice
public record Proof(
        String item,
        Versions versions,
        Situation situation,
        Policy policy,
        String rule,
        LineTerms terms,
        Optional<Sourcing> sourcing,
        double units,
        Line line) {
    /// What the inputs were read from.
    public record Versions(String position, String forecast, String policy, String terms) {}

    /// Decides, and keeps what it was decided from.
    public static Proof of(
            String item, Versions versions, Situation situation, Policy policy, String rule, LineTerms terms) {
        return of(item, versions, situation, policy, rule, terms, Optional.empty());
    }

    /// The same, of what is ordered from a source.
    public static Proof of(
            String item,
            Versions versions,
            Situation situation,
            Policy policy,
            String rule,
            LineTerms terms,
            Optional<Sourcing> sourcing) {
        Line line = line(item, sourcing, situation, policy, terms);
        return new Proof(item, versions, situation, policy, rule, terms, sourcing, line.units(), line);
    }

    static Line line(String item, Optional<Sourcing> sourcing, Situation situation, Policy policy, LineTerms terms) {
        Need need = Need.of(policy, situation);
        return sourcing.map(from -> Line.of(item, from, need, situation, terms))
                .orElseGet(() -> Line.of(item, need, situation, terms));
    }

    /// The line, computed anew from the inputs alone.
    public Line recomputed() {
        return line(item, sourcing, situation, policy, terms);
    }

    /// Whether the order is what its inputs say.
    public boolean holds() {
        return recomputed().units() == units;
    }
}
