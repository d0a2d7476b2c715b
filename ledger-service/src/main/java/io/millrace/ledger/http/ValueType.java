package io.millrace.ledger.http;

import io.millrace.domain.LocationId;
import io.millrace.domain.Sku;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;

/// What the text of a parameter means.
///
/// @param schema what it looks like
/// @param parse reads it; throws an [IllegalArgumentException] whose message says what would be right
/// @param <T> what it means to the program
public record ValueType<T>(JsonSchema schema, Function<String, T> parse) {
    /// How identifiers of items, locations, tenants and orders look.
    public static final JsonSchema IDENTIFIER = JsonSchema.matching("[A-Za-z0-9._-]{1,64}");

    public static final ValueType<String> TEXT = new ValueType<>(JsonSchema.text(), text -> text);
    public static final ValueType<LocationId> LOCATION = new ValueType<>(IDENTIFIER, LocationId::of);
    public static final ValueType<Sku> ITEM = new ValueType<>(IDENTIFIER, Sku::of);
    public static final ValueType<String> IDENTIFIER_TEXT =
            new ValueType<>(IDENTIFIER, text -> Sku.of(text).value());
    public static final ValueType<Instant> TIME = new ValueType<>(JsonSchema.time(), ValueType::time);
    public static final ValueType<LocalDate> DATE = new ValueType<>(JsonSchema.date(), ValueType::date);
    public static final ValueType<UUID> UUID_TEXT = new ValueType<>(JsonSchema.text("uuid"), ValueType::uuid);

    /// The key under which sending a request again is the same.
    public static final ValueType<String> IDEMPOTENCY_KEY =
            new ValueType<>(JsonSchema.matching("[!-~]{1,200}"), ValueType::key);

    /// A whole number within bounds, both included.
    public static ValueType<Integer> wholeNumber(int min, int max) {
        return new ValueType<>(JsonSchema.wholeNumber(min, max), text -> wholeNumber(text, min, max));
    }

    /// One of these words.
    public static ValueType<String> oneOf(List<String> words) {
        return new ValueType<>(JsonSchema.oneOf(words), word -> known(word, words));
    }

    /// Any of these words, separated by commas.
    public static ValueType<List<String>> someOf(List<String> words) {
        String any = "(?:" + String.join("|", words) + ")";
        return new ValueType<>(
                JsonSchema.matching(any + "(?:," + any + ")*"),
                text -> Stream.of(text.split(",", -1))
                        .map(word -> known(word, words))
                        .toList());
    }

    private static String known(String word, List<String> words) {
        if (!words.contains(word)) {
            throw new IllegalArgumentException("'" + word + "' is not one of " + String.join(", ", words));
        }
        return word;
    }

    private static Integer wholeNumber(String text, int min, int max) {
        try {
            int value = Integer.parseInt(text);
            if (value >= min && value <= max) {
                return value;
            }
        } catch (NumberFormatException notANumber) {
            throw new IllegalArgumentException(notWhole(text, min, max), notANumber);
        }
        throw new IllegalArgumentException(notWhole(text, min, max));
    }

    private static String notWhole(String text, int min, int max) {
        return "'" + text + "' is not a whole number from " + min + " to " + max;
    }

    private static String key(String text) {
        if (!text.matches("[!-~]{1,200}")) {
            throw new IllegalArgumentException("it must have 1 to 200 visible ASCII characters");
        }
        return text;
    }

    private static Instant time(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException notATime) {
            throw new IllegalArgumentException(
                    "'" + text + "' is not a time in UTC, such as 2026-01-31T08:00:00Z", notATime);
        }
    }

    private static LocalDate date(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException notADate) {
            throw new IllegalArgumentException("'" + text + "' is not a date, such as 2026-01-31", notADate);
        }
    }

    private static UUID uuid(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException notAnId) {
            throw new IllegalArgumentException(
                    "'" + text + "' is not a UUID, such as 6f1c1f6e-4b7e-4a53-9d0e-0f6a3c9a7b21", notAnId);
        }
    }
}
