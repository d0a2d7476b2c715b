package io.millrace.replenishment.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.replenishment.policy.PolicyRules.Resolved;
import io.millrace.replenishment.policy.PolicyRules.Rule;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class PolicyRulesProperties {
    private static final Policy STANDARD = new Policy.Fixed(1_000);
    private static final Policy OWN = new Policy.Fixed(2_000);

    @Property
    void shouldTakeTheFirstRuleByPriorityAndNameThatTheItemMatches(
            @ForAll("rules") List<Rule> rules, @ForAll("attributes") Map<String, String> item) {
        Resolved resolved = new PolicyRules(Map.of(), rules, STANDARD).of("tea", item);

        Rule best = null;
        for (Rule rule : rules) {
            boolean matches = rule.attributes().entrySet().stream()
                    .allMatch(wanted -> wanted.getValue().equals(item.get(wanted.getKey())));
            boolean better = best == null
                    || rule.priority() < best.priority()
                    || (rule.priority() == best.priority() && rule.name().compareTo(best.name()) < 0);
            best = matches && better ? rule : best;
        }
        assertThat(resolved)
                .isEqualTo(
                        best == null
                                ? new Resolved(STANDARD, "the default policy")
                                : new Resolved(best.policy(), "rule '" + best.name() + "'"));
    }

    @Property
    void shouldNotDependOnTheSequenceInWhichRulesAreGiven(
            @ForAll("rules") List<Rule> rules, @ForAll("attributes") Map<String, String> item, @ForAll long seed) {
        List<Rule> shuffled = new ArrayList<>(rules);
        Collections.shuffle(shuffled, new Random(seed));

        assertThat(new PolicyRules(Map.of(), shuffled, STANDARD).of("tea", item))
                .isEqualTo(new PolicyRules(Map.of(), rules, STANDARD).of("tea", item));
    }

    @Property
    void shouldPreferTheItemsOwnPolicyToAnyRule(
            @ForAll("rules") List<Rule> rules, @ForAll("attributes") Map<String, String> item) {
        PolicyRules all = new PolicyRules(Map.of("tea", OWN), rules, STANDARD);

        assertThat(all.of("tea", item)).isEqualTo(new Resolved(OWN, "the item's own policy"));
        assertThat(all.of("honey", item)).isEqualTo(new PolicyRules(Map.of(), rules, STANDARD).of("honey", item));
    }

    @Provide
    Arbitrary<Map<String, String>> attributes() {
        return Arbitraries.maps(Arbitraries.of("class", "brand", "fresh"), Arbitraries.of("smooth", "lumpy", "yes"))
                .ofMaxSize(3);
    }

    /// Each with a name of its own.
    @Provide
    Arbitrary<List<Rule>> rules() {
        Arbitrary<String> names =
                Arbitraries.strings().withCharRange('a', 'f').ofMinLength(1).ofMaxLength(2);
        Arbitrary<Integer> units = Arbitraries.integers().between(0, 900);
        return Combinators.combine(names, Arbitraries.integers().between(-1, 2), attributes(), units)
                .as((name, priority, wanted, fixed) -> new Rule(name, priority, wanted, new Policy.Fixed(fixed)))
                .list()
                .ofMaxSize(6)
                .uniqueElements(Rule::name);
    }
}
