package io.millrace.replenishment.policy;

import java.util.Comparator;
import java.util.List;
import java.util.Map;

/// Which policy an item has: its own if it has one, else that of the first rule of the tenant that its attributes
/// match, else the default.
public record PolicyRules(Map<String, Policy> overrides, List<Rule> rules, Policy standard) {
    public PolicyRules {
        overrides = Map.copyOf(overrides);
        rules = rules.stream()
                .sorted(Comparator.comparingInt(Rule::priority).thenComparing(Rule::name))
                .toList();
    }

    /// A rule of a tenant: lower priorities come first, and names settle a tie.
    ///
    /// @param attributes what an item must have, all of it
    public record Rule(String name, int priority, Map<String, String> attributes, Policy policy) {
        public Rule {
            attributes = Map.copyOf(attributes);
        }

        boolean matches(Map<String, String> ofItem) {
            return ofItem.entrySet().containsAll(attributes.entrySet());
        }
    }

    /// What was found, and by which rule.
    public record Resolved(Policy policy, String rule) {}

    public Resolved of(String item, Map<String, String> attributes) {
        Policy override = overrides.get(item);
        if (override != null) {
            return new Resolved(override, "the item's own policy");
        }
        return rules.stream()
                .filter(rule -> rule.matches(attributes))
                .findFirst()
                .map(rule -> new Resolved(rule.policy(), "rule '" + rule.name() + "'"))
                .orElseGet(() -> new Resolved(standard, "the default policy"));
    }
}
