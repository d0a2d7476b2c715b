package io.millrace.replenishment.policy;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;

/// Numbers as a planner reads them.
public final class Numbers {
    private static final int DECIMALS = 3;
    private static final double WHOLE_BELOW = 1e9;
    /// What is left of no share after some arithmetic.
    private static final double NOTHING = 1e-9;
    /// So close to the middle between two numbers, only their decimals say which way they are rounded.
    private static final double TIE = 1e-6;

    private Numbers() {}

    /// Up to three decimals, and no more than there are.
    public static String shown(double value) {
        if (!Double.isFinite(value)) {
            return value > 0 ? "unlimited" : "unknown";
        }
        if (value == Math.rint(value) && Math.abs(value) < WHOLE_BELOW) {
            return Long.toString((long) value);
        }
        BigDecimal rounded = BigDecimal.valueOf(value).setScale(DECIMALS, RoundingMode.HALF_UP);
        return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
    }

    /// One decimal.
    public static String percent(double share) {
        double tenths = Math.abs(share) < NOTHING ? 0 : share * 1_000;
        double above = tenths - Math.floor(tenths);
        if (tenths >= 0 && tenths < WHOLE_BELOW && Math.abs(above - 0.5) > TIE) {
            long rounded = Math.round(tenths);
            return rounded / 10 + "." + rounded % 10 + " %";
        }
        return String.format(Locale.ROOT, "%.1f %%", share * 100);
    }
}
