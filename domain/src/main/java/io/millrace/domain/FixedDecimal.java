package io.millrace.domain;

import java.math.BigDecimal;

/// Decimal numbers of at most 18 digits and a fixed number of decimals, held as a `long` of the smallest unit.
///
/// The one room for the arithmetic that [Quantity] and [Money] share. Nothing here rounds: a number that does not
/// fit is refused.
final class FixedDecimal {
    /// Avro's `decimal(18, s)`: the widest decimal whose every value fits a `long`.
    static final int PRECISION = 18;

    static final long MAX_UNSCALED = 999_999_999_999_999_999L;

    private FixedDecimal() {}

    static long checkRange(long unscaled, String what, int scale) {
        if (unscaled > MAX_UNSCALED || unscaled < -MAX_UNSCALED) {
            throw new IllegalArgumentException(what + " "
                    + BigDecimal.valueOf(unscaled, scale).toPlainString() + " has more than " + PRECISION + " digits");
        }
        return unscaled;
    }

    static long unscaled(BigDecimal value, String what, int scale) {
        BigDecimal exact;
        try {
            exact = value.setScale(scale);
        } catch (ArithmeticException tooFine) {
            throw new IllegalArgumentException(
                    what + " " + value.toPlainString() + " has more than " + scale + " decimals", tooFine);
        }
        if (exact.precision() > PRECISION) {
            throw new IllegalArgumentException(
                    what + " " + value.toPlainString() + " has more than " + PRECISION + " digits");
        }
        return exact.unscaledValue().longValueExact();
    }

    static long parse(String text, String what, int scale) {
        // A plain number of this length cannot be legal, and an exponent could name one that fills the memory.
        if (text.length() > 2 * PRECISION) {
            throw new IllegalArgumentException(what + " has more than " + PRECISION + " digits");
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c < '0' || c > '9') && c != '.' && !(i == 0 && (c == '-' || c == '+'))) {
                throw new IllegalArgumentException(
                        what + " '" + text + "' is not a plain decimal number such as 12 or -0.5");
            }
        }
        try {
            return unscaled(new BigDecimal(text), what, scale);
        } catch (NumberFormatException notANumber) {
            throw new IllegalArgumentException(
                    what + " '" + text + "' is not a plain decimal number such as 12 or -0.5", notANumber);
        }
    }

    static long add(long left, long right, String what, int scale) {
        // Both sides are below 10^18, so the sum cannot wrap around a long.
        return checkRange(left + right, what, scale);
    }

    /// The shortest plain text: `12`, `-0.5`, `3.125`.
    static String format(long unscaled, int scale) {
        BigDecimal value = BigDecimal.valueOf(unscaled, scale).stripTrailingZeros();
        return value.scale() < 0 ? value.setScale(0).toPlainString() : value.toPlainString();
    }
}
