package io.millrace.topology.catalog.rules;

import io.millrace.domain.code.Gtin;
import java.util.Optional;

/// The codes that items are scanned by: GTINs of 8, 12, 13 or 14 digits, PLUs of 4 or 5, and the tenant's own.
public final class Codes {
    private static final int LENGTH_MAX = 64;

    private Codes() {}

    /// What is wrong with a code, with what would be right.
    static Optional<String> problem(String code) {
        if (code.isEmpty() || code.length() > LENGTH_MAX) {
            return Optional.of("a code has 1 to " + LENGTH_MAX + " characters, this has " + code.length());
        }
        if (!code.chars().allMatch(c -> c > ' ' && c < 127)) {
            return Optional.of("the code '" + code + "' may hold only visible ASCII characters, no spaces");
        }
        if (isGtin(code) && !Gtin.isValid(code)) {
            return Optional.of("'" + code + "' has as many digits as a GTIN-" + code.length()
                    + ", whose last digit would have to be "
                    + Gtin.checkDigit(code.substring(0, code.length() - 1)));
        }
        return Optional.empty();
    }

    private static boolean isGtin(String code) {
        return switch (code.length()) {
            case 8, 12, 13, 14 -> code.chars().allMatch(c -> c >= '0' && c <= '9');
            default -> false;
        };
    }
}
