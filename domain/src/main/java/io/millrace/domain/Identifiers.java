package io.millrace.domain;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;

/// What every identifier in the system looks like: 1 to 64 of letters, digits, `.`, `_` and `-`, case kept.
///
/// The alphabet has no `|`, which separates the parts of a key, and nothing that needs quoting in a topic name or URL.
final class Identifiers {
    static final int LENGTH_MAX = 64;

    private static final boolean[] LEGAL = legal();

    private Identifiers() {}

    static String check(String value, String what) {
        if (value.isEmpty() || value.length() > LENGTH_MAX) {
            throw new IllegalArgumentException(
                    what + " must have 1 to " + LENGTH_MAX + " characters, this has " + value.length());
        }
        for (int i = 0; i < value.length(); i++) {
            if (!isLegal(value.charAt(i))) {
                throw new IllegalArgumentException(what + " '" + value
                        + "' may hold only letters A-Z and a-z, digits, '.', '_' and '-'; character " + (i + 1)
                        + " is not one of them");
            }
        }
        return value;
    }

    static LocalDate parseDate(String value, String key) {
        try {
            return LocalDate.parse(value);
        } catch (DateTimeParseException notADate) {
            throw new IllegalArgumentException(
                    "key '" + key + "' ends in '" + value + "', which is not a date such as 2026-01-31", notADate);
        }
    }

    private static boolean isLegal(char c) {
        return c < LEGAL.length && LEGAL[c];
    }

    private static boolean[] legal() {
        boolean[] legal = new boolean[128];
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-"
                .chars()
                .forEach(c -> legal[c] = true);
        return legal;
    }
}
