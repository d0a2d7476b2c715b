package io.millrace.domain.code;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/// An exact ratio of two positive numbers.
public record Ratio(BigDecimal numerator, BigDecimal denominator) {
    public static final Ratio ONE = new Ratio(BigDecimal.ONE, BigDecimal.ONE);

    private static final BigInteger MAX = BigInteger.valueOf(999_999_999_999_999_999L);

    public Ratio {
        if (numerator.signum() <= 0 || denominator.signum() <= 0) {
            throw new IllegalArgumentException(
                    "a ratio is of numbers above zero, not " + numerator + " and " + denominator);
        }
    }

    static Ratio of(long numerator, long denominator) {
        return new Ratio(BigDecimal.valueOf(numerator), BigDecimal.valueOf(denominator));
    }

    /// A number times this, rounded to a whole one, and no more than 18 digits have.
    public long times(long value) {
        return limited(BigDecimal.valueOf(value).multiply(numerator).divide(denominator, 0, RoundingMode.HALF_UP));
    }

    /// A number divided by this, rounded likewise.
    public long inverseTimes(long value) {
        return limited(BigDecimal.valueOf(value).multiply(denominator).divide(numerator, 0, RoundingMode.HALF_UP));
    }

    private static long limited(BigDecimal whole) {
        return whole.toBigInteger().min(MAX).max(MAX.negate()).longValueExact();
    }
}
