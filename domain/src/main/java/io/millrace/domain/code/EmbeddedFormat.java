package io.millrace.domain.code;

import java.util.Optional;

/// How a shop's own labels carry a price or a weight, such as `21IIIIIPPPPPC`.
///
/// A digit stands for itself, `I` for a digit of the item's number, `P` for one of a price, `W` for one of a weight in
/// kilograms, `V` for a digit that checks the price and is passed over, and `C`, at the end, for the check digit.
public record EmbeddedFormat(String pattern, int decimals) {
    private static final int LENGTH_MIN = 8;
    private static final int LENGTH_MAX = 18;
    private static final int VALUE_DIGITS_MAX = 9;
    private static final int DECIMALS_MAX = 4;
    private static final int WEIGHT_DECIMALS = 3;
    private static final int PRICE_DECIMALS = 4;

    public EmbeddedFormat {
        if (!pattern.matches("[0-9]{1,8}[IPWV]+C?") || !pattern.matches("[^I]*I+[^I]*")) {
            throw new IllegalArgumentException("'" + pattern
                    + "' is no pattern of a code: it begins with the digits all such codes have, then I for each digit"
                    + " of the item, P or W for each of the price or weight, and C for the check digit, as in"
                    + " 21IIIIIPPPPPC");
        }
        if (pattern.length() < LENGTH_MIN || pattern.length() > LENGTH_MAX) {
            throw new IllegalArgumentException("a code has " + LENGTH_MIN + " to " + LENGTH_MAX + " digits; '" + pattern
                    + "' has " + pattern.length());
        }
        long values = pattern.chars().filter(each -> each == 'P' || each == 'W').count();
        if (pattern.matches(".*P.*W.*|.*W.*P.*") || values == 0 || values > VALUE_DIGITS_MAX) {
            throw new IllegalArgumentException("'" + pattern + "' must have either 1 to " + VALUE_DIGITS_MAX
                    + " P for a price, or as many W for a weight");
        }
        int most = pattern.indexOf('W') >= 0 ? WEIGHT_DECIMALS : DECIMALS_MAX;
        if (decimals < 0 || decimals > most) {
            throw new IllegalArgumentException(
                    "the number in '" + pattern + "' has 0 to " + most + " decimals, not " + decimals);
        }
    }

    /// What a code of this format says; empty if it is of another.
    Optional<ScannedCode> read(String digits) {
        if (digits.length() != pattern.length()) {
            return Optional.empty();
        }
        StringBuilder item = new StringBuilder();
        long value = 0;
        for (int i = 0; i < digits.length(); i++) {
            char expected = pattern.charAt(i);
            char found = digits.charAt(i);
            switch (expected) {
                case 'I' -> item.append(found);
                case 'P', 'W' -> value = value * 10 + (found - '0');
                case 'V', 'C' -> {
                    // Says nothing.
                }
                default -> {
                    if (expected != found) {
                        return Optional.empty();
                    }
                }
            }
        }
        if (pattern.endsWith("C") && !Gtin.hasCheckDigit(digits)) {
            return Optional.empty();
        }
        return Optional.of(new ScannedCode(ScannedCode.keyOf(item.toString()), carried(value)));
    }

    private Carried carried(long value) {
        return pattern.indexOf('W') >= 0
                ? new Carried.Weight(value * power(WEIGHT_DECIMALS - decimals))
                : new Carried.Price(value * power(PRICE_DECIMALS - decimals));
    }

    private static long power(int exponent) {
        long power = 1;
        for (int i = 0; i < exponent; i++) {
            power *= 10;
        }
        return power;
    }
}
