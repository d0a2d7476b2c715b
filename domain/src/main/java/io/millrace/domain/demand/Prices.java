package io.millrace.domain.demand;

import io.millrace.domain.Money;
import java.math.BigInteger;

/// Quantities times prices, and back, exact until the last step is rounded half up.
public final class Prices {
    private static final long THOUSAND = 1_000;

    private Prices() {}

    /// What so many thousandths cost at a price each.
    public static long amount(long thousandths, long priceEach) {
        return divide(thousandths, priceEach, THOUSAND);
    }

    /// What one unit cost, if so many thousandths cost an amount.
    public static long each(long amount, long thousandths) {
        return divide(amount, THOUSAND, thousandths);
    }

    private static long divide(long left, long right, long by) {
        long high = Math.multiplyHigh(left, right);
        long low = left * right;
        if ((high == 0 && low >= 0) || (high == -1 && low < 0)) {
            return Math.floorDiv(low, by) + (2 * Math.floorMod(low, by) >= by ? 1 : 0);
        }
        BigInteger[] parts =
                BigInteger.valueOf(left).multiply(BigInteger.valueOf(right)).divideAndRemainder(BigInteger.valueOf(by));
        return parts[0].min(BigInteger.valueOf(Money.MAX.tenThousandths())).longValueExact();
    }
}
