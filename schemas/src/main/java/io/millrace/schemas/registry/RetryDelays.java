package io.millrace.schemas.registry;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.OptionalLong;

/// How long to wait before asking again. Pure: time and chance are arguments.
final class RetryDelays {
    private static final long DELAY_MILLIS_MAX = 10_000;
    private static final int DOUBLINGS_MAX = 16;

    private RetryDelays() {}

    /// Doubles from round to round up to 10 s; chance (0 to 1) takes up to half of it away, so that many clients that
    /// failed together do not come back together.
    static long backoffMillis(long firstMillis, int round, double chance) {
        long doubled = firstMillis << Math.min(round, DOUBLINGS_MAX);
        long full = Math.min(Math.max(firstMillis, doubled), Math.max(firstMillis, DELAY_MILLIS_MAX));
        return full - (long) (full / 2.0 * chance);
    }

    /// A `Retry-After` header, which is a number of seconds or a date.
    static OptionalLong retryAfterMillis(String header, Instant now) {
        String value = header.strip();
        if (value.matches("\\d{1,9}")) {
            return OptionalLong.of(Long.parseLong(value) * 1_000);
        }
        try {
            Instant until = ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            return OptionalLong.of(Math.max(0, Duration.between(now, until).toMillis()));
        } catch (DateTimeException e) {
            return OptionalLong.empty();
        }
    }
}
