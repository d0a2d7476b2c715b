package io.millrace.domain;

import java.math.BigDecimal;

/// An amount of goods in the item's own unit of measure, exact to the thousandth.
///
/// At most 18 digits, 3 of them decimals: what Avro calls `decimal(18,3)`.
public record Quantity(long thousandths) implements Comparable<Quantity> {
    public static final int SCALE = 3;
    public static final Quantity ZERO = new Quantity(0);
    public static final Quantity MAX = new Quantity(FixedDecimal.MAX_UNSCALED);

    private static final String WHAT = "quantity";
    private static final long ONE = 1_000L;

    public Quantity {
        FixedDecimal.checkRange(thousandths, WHAT, SCALE);
    }

    /// A whole number of units.
    public static Quantity of(long units) {
        if (units > FixedDecimal.MAX_UNSCALED / ONE || units < -FixedDecimal.MAX_UNSCALED / ONE) {
            throw new IllegalArgumentException(
                    WHAT + " " + units + " has more than " + FixedDecimal.PRECISION + " digits");
        }
        return new Quantity(units * ONE);
    }

    /// The exact value, refused if it has more than 3 decimals or 18 digits.
    public static Quantity of(BigDecimal value) {
        return new Quantity(FixedDecimal.unscaled(value, WHAT, SCALE));
    }

    /// Reads a plain decimal number such as `12` or `-0.5`; exponents, blanks and grouping are refused.
    public static Quantity parse(String text) {
        return new Quantity(FixedDecimal.parse(text, WHAT, SCALE));
    }

    public Quantity plus(Quantity other) {
        return new Quantity(FixedDecimal.add(thousandths, other.thousandths, WHAT, SCALE));
    }

    public Quantity minus(Quantity other) {
        return new Quantity(FixedDecimal.add(thousandths, -other.thousandths, WHAT, SCALE));
    }

    public Quantity negated() {
        return new Quantity(-thousandths);
    }

    public boolean isZero() {
        return thousandths == 0;
    }

    public boolean isPositive() {
        return thousandths > 0;
    }

    public boolean isNegative() {
        return thousandths < 0;
    }

    public BigDecimal toBigDecimal() {
        return BigDecimal.valueOf(thousandths, SCALE);
    }

    @Override
    public int compareTo(Quantity other) {
        return Long.compare(thousandths, other.thousandths);
    }

    /// The shortest plain decimal number, without trailing zeros.
    @Override
    public String toString() {
        return FixedDecimal.format(thousandths, SCALE);
    }
}
