package io.millrace.replenishment.policy;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;

/// Numbers as a planner reads them.
public final class Numbers {
    private static final int DECIMALS = 3;

    private Numbers() {}

    /// Up to three decimals, and no more than there are.
    public static String shown(double value) {
        if (!Double.isFinite(value)) {
            return value > 0 ? "unlimited" : "unknown";
        }
        BigDecimal rounded = BigDecimal.valueOf(value).setScale(DECIMALS, RoundingMode.HALF_UP);
        return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
    }

    /// One decimal.
    public static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", share * 100);
    }
}
