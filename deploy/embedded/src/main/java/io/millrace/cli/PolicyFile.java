package io.millrace.cli;

import io.millrace.replenishment.Timing;
import io.millrace.replenishment.Unmet;
import io.millrace.replenishment.order.LineTerms;
import io.millrace.replenishment.policy.Policy;
import io.millrace.replenishment.policy.PolicyRules;
import io.millrace.replenishment.simulation.Trial;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A policy to try, as a file gives it: for all items, and for classes of demand and items that are an exception.
///
/// @param classes by the class's word
/// @param items by the item's name
/// @param terms for items that no terms file tells of
record PolicyFile(String name, Choice standard, Map<String, Choice> classes, Map<String, Choice> items, Terms terms) {
    /// A policy that may leave what is promised to the item's own terms.
    @FunctionalInterface
    interface Choice {
        Policy policy(Optional<Policy> own);
    }

    /// How items are ordered.
    record Terms(Timing timing, Unmet unmet, LineTerms line) {}

    /// The rules for an item whose own terms promise something, or nothing.
    PolicyRules rules(Optional<Policy> own) {
        Map<String, Policy> overrides = new HashMap<>();
        items.forEach((item, choice) -> overrides.put(item, choice.policy(own)));
        List<PolicyRules.Rule> rules = classes.entrySet().stream()
                .map(entry -> new PolicyRules.Rule(
                        entry.getKey(),
                        1,
                        Map.of(Trial.CLASS, entry.getKey()),
                        entry.getValue().policy(own)))
                .toList();
        return new PolicyRules(overrides, rules, standard.policy(own));
    }
}
