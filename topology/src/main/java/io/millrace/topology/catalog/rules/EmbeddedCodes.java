package io.millrace.topology.catalog.rules;

import io.millrace.domain.code.EmbeddedFormat;
import io.millrace.events.catalog.Policy;

/// The policies that say how the tenant's own labels carry prices and weights: parameter `pattern` as in
/// [EmbeddedFormat], and `decimals`.
public final class EmbeddedCodes {
    public static final String KIND = "EMBEDDED_CODE";

    private EmbeddedCodes() {}

    /// The format a policy names.
    ///
    /// @throws IllegalArgumentException if it is none
    public static EmbeddedFormat format(Policy policy) {
        String decimals = policy.parameters().getOrDefault("decimals", "2");
        if (!decimals.matches("[0-9]")) {
            throw new IllegalArgumentException("'" + decimals + "' decimals can't be; give a digit such as 2");
        }
        return new EmbeddedFormat(policy.parameters().getOrDefault("pattern", ""), Integer.parseInt(decimals));
    }
}
