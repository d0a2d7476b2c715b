package io.millrace.domain.code;

/// The numbers of GS1 that name a trade item: GTIN-8, 12, 13 and 14, which differ only by leading zeros.
public final class Gtin {
    static final int DIGITS = 14;

    private Gtin() {}

    /// Whether a text is a GTIN, its check digit included.
    public static boolean isValid(String text) {
        return switch (text.length()) {
            case 8, 12, 13, 14 -> isNumber(text) && hasCheckDigit(text);
            default -> false;
        };
    }

    /// With all 14 digits.
    static String whole(String gtin) {
        return "0".repeat(DIGITS - gtin.length()) + gtin;
    }

    static boolean isNumber(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return !text.isEmpty();
    }

    /// Whether the last digit is what the others say it should be.
    static boolean hasCheckDigit(String digits) {
        int last = digits.length() - 1;
        return digits.charAt(last) - '0' == checkDigit(digits.substring(0, last));
    }

    /// The check digit of a number that lacks one: weights 3 and 1, from the right.
    public static int checkDigit(String digits) {
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(digits.length() - 1 - i) - '0';
            sum += i % 2 == 0 ? 3 * digit : digit;
        }
        return (10 - sum % 10) % 10;
    }
}
