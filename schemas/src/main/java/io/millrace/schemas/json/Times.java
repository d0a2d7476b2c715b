package io.millrace.schemas.json;

import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.TimeUnit;

/// Dates and times in text. The form that nearly all writers use is read here, many times as fast as by the JDK, which
/// reads every other.
final class Times {
    private static final int DATE_LENGTH = 10;
    private static final int SECONDS_LENGTH = 19;
    private static final int DECIMALS_MAX = 6;

    private Times() {}

    /// Days since 1970.
    ///
    /// @throws java.time.DateTimeException if it is no date
    static long day(String text) {
        return text.length() == DATE_LENGTH && isDate(text)
                ? date(text)
                : LocalDate.parse(text).toEpochDay();
    }

    /// Microseconds since 1970.
    ///
    /// @throws java.time.DateTimeException if it is no time, or without its distance from UTC
    /// @throws ArithmeticException if it is too far away
    static long micros(String text) {
        return isPlain(text)
                ? TimeUnit.SECONDS.toMicros(date(text) * 86_400L + secondOfDay(text)) + fraction(text)
                : ChronoUnit.MICROS.between(Instant.EPOCH, Instant.parse(text));
    }

    private static long date(String text) {
        return LocalDate.of(number(text, 0, 4), number(text, 5, 7), number(text, 8, DATE_LENGTH))
                .toEpochDay();
    }

    private static long secondOfDay(String text) {
        return number(text, 11, 13) * 3_600L + number(text, 14, 16) * 60L + number(text, 17, SECONDS_LENGTH);
    }

    private static long fraction(String text) {
        long micros = 0;
        for (int i = 0; i < DECIMALS_MAX; i++) {
            int place = SECONDS_LENGTH + 1 + i;
            micros = micros * 10 + (place < text.length() - 1 ? text.charAt(place) - '0' : 0);
        }
        return micros;
    }

    /// Whether it is as in 2026-01-31T08:00:00Z, with up to six decimals, and no leap second or midnight at 24.
    private static boolean isPlain(String text) {
        int last = text.length() - 1;
        return last >= SECONDS_LENGTH
                && last <= SECONDS_LENGTH + 1 + DECIMALS_MAX
                && text.charAt(last) == 'Z'
                && isDate(text)
                && text.charAt(DATE_LENGTH) == 'T'
                && text.charAt(13) == ':'
                && text.charAt(16) == ':'
                && isBelow(text, 11, 24)
                && isBelow(text, 14, 60)
                && isBelow(text, 17, 60)
                && isFraction(text, last);
    }

    private static boolean isFraction(String text, int last) {
        boolean isFraction = last > SECONDS_LENGTH + 1
                && text.charAt(SECONDS_LENGTH) == '.'
                && isDigits(text, SECONDS_LENGTH + 1, last);
        return last == SECONDS_LENGTH || isFraction;
    }

    private static boolean isDate(String text) {
        return isDigits(text, 0, 4)
                && text.charAt(4) == '-'
                && isDigits(text, 5, 7)
                && text.charAt(7) == '-'
                && isDigits(text, 8, DATE_LENGTH);
    }

    private static boolean isBelow(String text, int from, int limit) {
        return isDigits(text, from, from + 2) && number(text, from, from + 2) < limit;
    }

    private static boolean isDigits(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }

    private static int number(String text, int from, int to) {
        int value = 0;
        for (int i = from; i < to; i++) {
            value = value * 10 + (text.charAt(i) - '0');
        }
        return value;
    }
}
