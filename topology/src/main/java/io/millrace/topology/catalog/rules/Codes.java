package io.millrace.topology.catalog.rules;

import java.util.Optional;

/// The codes that items are scanned by: GTINs of 8, 12, 13 or 14 digits, PLUs of 4 or 5, and the tenant's own.
public final class Codes {
    private static final int LENGTH_MAX = 64;
    private static final int GTIN_LENGTH = 14;

    private Codes() {}

    /// One spelling for codes that scanners can't tell apart: a GTIN with its leading zeros, all else as it is.
    public static String normal(String code) {
        return isGtin(code) ? "0".repeat(GTIN_LENGTH - code.length()) + code : code;
    }

    /// What is wrong with a code, with what would be right.
    static Optional<String> problem(String code) {
        if (code.isEmpty() || code.length() > LENGTH_MAX) {
            return Optional.of("a code has 1 to " + LENGTH_MAX + " characters, this has " + code.length());
        }
        if (!code.chars().allMatch(c -> c > ' ' && c < 127)) {
            return Optional.of("the code '" + code + "' may hold only visible ASCII characters, no spaces");
        }
        if (isGtin(code) && checkDigit(code) != code.charAt(code.length() - 1)) {
            return Optional.of("'" + code + "' has as many digits as a GTIN-" + code.length()
                    + ", whose last digit would have to be " + checkDigit(code));
        }
        return Optional.empty();
    }

    private static boolean isGtin(String code) {
        return switch (code.length()) {
            case 8, 12, 13, 14 -> code.chars().allMatch(c -> c >= '0' && c <= '9');
            default -> false;
        };
    }

    /// From the right, digits weigh 3 and 1 in turn; the check digit fills the sum up to a multiple of ten.
    private static char checkDigit(String code) {
        int sum = 0;
        int weight = 3;
        for (int i = code.length() - 2; i >= 0; i--) {
            sum += (code.charAt(i) - '0') * weight;
            weight = 4 - weight;
        }
        return (char) ('0' + (10 - sum % 10) % 10);
    }
}
