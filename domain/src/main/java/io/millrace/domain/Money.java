package io.millrace.domain;

import java.math.BigDecimal;

/// An amount of money, exact to the ten-thousandth; its ISO currency stands beside it where it is used.
///
/// At most 18 digits, 4 of them decimals: what Avro calls `decimal(18,4)`.
public record Money(long tenThousandths) implements Comparable<Money> {
    public static final int SCALE = 4;
    public static final Money ZERO = new Money(0);
    public static final Money MAX = new Money(FixedDecimal.MAX_UNSCALED);

    private static final String WHAT = "amount";
    private static final long ONE = 10_000L;

    public Money {
        FixedDecimal.checkRange(tenThousandths, WHAT, SCALE);
    }

    /// A whole number of units.
    public static Money of(long units) {
        if (units > FixedDecimal.MAX_UNSCALED / ONE || units < -FixedDecimal.MAX_UNSCALED / ONE) {
            throw new IllegalArgumentException(
                    WHAT + " " + units + " has more than " + FixedDecimal.PRECISION + " digits");
        }
        return new Money(units * ONE);
    }

    /// The exact value, refused if it has more than 4 decimals or 18 digits.
    public static Money of(BigDecimal value) {
        return new Money(FixedDecimal.unscaled(value, WHAT, SCALE));
    }

    /// Reads a plain decimal number such as `12` or `-0.5`; exponents, blanks and grouping are refused.
    public static Money parse(String text) {
        return new Money(FixedDecimal.parse(text, WHAT, SCALE));
    }

    public Money plus(Money other) {
        return new Money(FixedDecimal.add(tenThousandths, other.tenThousandths, WHAT, SCALE));
    }

    public Money minus(Money other) {
        return new Money(FixedDecimal.add(tenThousandths, -other.tenThousandths, WHAT, SCALE));
    }

    public Money negated() {
        return new Money(-tenThousandths);
    }

    public boolean isZero() {
        return tenThousandths == 0;
    }

    public boolean isPositive() {
        return tenThousandths > 0;
    }

    public boolean isNegative() {
        return tenThousandths < 0;
    }

    public BigDecimal toBigDecimal() {
        return BigDecimal.valueOf(tenThousandths, SCALE);
    }

    @Override
    public int compareTo(Money other) {
        return Long.compare(tenThousandths, other.tenThousandths);
    }

    /// The shortest plain decimal number, without trailing zeros.
    @Override
    public String toString() {
        return FixedDecimal.format(tenThousandths, SCALE);
    }
}
