package io.millrace.topology.catalog.rules;

import io.millrace.events.catalog.Policy;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// What a policy must be: of a known kind, its numbers being numbers, and those its method needs being there.
final class PolicyRules {
    private static final String REPLENISHMENT = "REPLENISHMENT";
    private static final List<String> KINDS = List.of(REPLENISHMENT, "LOW_STOCK", "APPROVAL", EmbeddedCodes.KIND);
    private static final List<String> TARGETS = List.of("cycleService", "fillRate");

    /// What the methods of replenishment need.
    private static final Map<String, List<String>> METHODS = new TreeMap<>(Map.of(
            "TIME_PHASED", List.of(),
            "MIN_MAX", List.of("minimum", "maximum"),
            "REORDER_POINT_ORDER_UP_TO", List.of("reorderPoint", "orderUpTo"),
            "ORDER_UP_TO", List.of("orderUpTo"),
            "REORDER_POINT_QUANTITY", List.of("reorderPoint", "quantity"),
            "FIXED", List.of("quantity"),
            "NONE", List.of()));

    private PolicyRules() {}

    static void check(Policy policy, Findings findings) {
        findings.name(policy.name(), "name");
        findings.span(policy.validFrom(), policy.validTo(), "validTo", "validFrom");
        if (!policy.kind().equals(EmbeddedCodes.KIND)) {
            policy.parameters().forEach((name, value) -> number(value, "parameters." + name, findings));
        }
        policy.match().forEach((name, value) -> findings.name(value, "match." + name));
        target(policy, findings);
        switch (policy.kind()) {
            case REPLENISHMENT -> method(policy, findings);
            case "LOW_STOCK" -> {
                findings.require(
                        policy.parameters().containsKey("threshold"),
                        "parameters.threshold",
                        "it is missing; give the quantity below which stock is low");
                noMethod(policy, findings);
            }
            case "APPROVAL" -> noMethod(policy, findings);
            case EmbeddedCodes.KIND -> {
                embeddedCode(policy, findings);
                noMethod(policy, findings);
            }
            default ->
                findings.invalid(
                        "kind", "'" + policy.kind() + "' is no kind of policy; there are " + String.join(", ", KINDS));
        }
    }

    private static void embeddedCode(Policy policy, Findings findings) {
        try {
            EmbeddedCodes.format(policy);
        } catch (IllegalArgumentException wrong) {
            findings.invalid("parameters", String.valueOf(wrong.getMessage()));
        }
    }

    private static void noMethod(Policy policy, Findings findings) {
        findings.require(
                policy.method() == null, "method", "policies of kind " + policy.kind() + " have none; leave it empty");
    }

    private static void method(Policy policy, Findings findings) {
        List<String> needed = policy.method() == null ? null : METHODS.get(policy.method());
        if (needed == null) {
            findings.invalid(
                    "method",
                    (policy.method() == null ? "it is missing" : "'" + policy.method() + "' is no method")
                            + "; there are " + String.join(", ", METHODS.keySet()));
            return;
        }
        for (String name : new TreeSet<>(needed)) {
            findings.require(
                    policy.parameters().containsKey(name),
                    "parameters." + name,
                    "it is missing; " + policy.method() + " needs it");
        }
        notAbove(policy, "minimum", "maximum", findings);
        notAbove(policy, "reorderPoint", "orderUpTo", findings);
    }

    private static void notAbove(Policy policy, String lower, String upper, Findings findings) {
        BigDecimal low = parsed(policy.parameters().get(lower));
        BigDecimal high = parsed(policy.parameters().get(upper));
        if (low != null && high != null && low.compareTo(high) > 0) {
            findings.invalid("parameters." + lower, "it is " + low + ", more than " + upper + " " + high);
        }
    }

    private static void target(Policy policy, Findings findings) {
        policy.target().forEach((name, value) -> {
            String at = "target." + name;
            if (!TARGETS.contains(name)) {
                findings.invalid(at, "'" + name + "' is no target; there are " + String.join(", ", TARGETS));
                return;
            }
            BigDecimal share = parsed(value);
            findings.require(
                    share != null && share.signum() > 0 && share.compareTo(BigDecimal.ONE) < 0,
                    at,
                    "'" + value + "' must be a number above 0 and below 1, such as 0.98");
        });
    }

    private static void number(String value, String field, Findings findings) {
        BigDecimal number = parsed(value);
        findings.require(
                number != null && number.signum() >= 0, field, "'" + value + "' must be a number of 0 or more");
    }

    private static @Nullable BigDecimal parsed(@Nullable String text) {
        try {
            return text == null ? null : new BigDecimal(text);
        } catch (NumberFormatException notANumber) {
            return null;
        }
    }
}
