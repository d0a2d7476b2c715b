package io.millrace.ledger.history.sink;

import io.millrace.domain.Money;
import io.millrace.domain.Quantity;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Values as columns take them.
final class Cells {
    private static final long MICROS_PER_SECOND = 1_000_000;
    private static final int NANOS_PER_MICRO = 1_000;
    private static final long SECONDS_PER_DAY = 86_400;
    private static final LocalDate FIRST = LocalDate.of(1, 1, 1);
    private static final LocalDate LAST = LocalDate.of(9_999, 12, 31);
    private static final long LAST_SECOND = (LAST.toEpochDay() + 1) * SECONDS_PER_DAY - 1;
    private static final int INDEXABLE_LENGTH = 500;

    private Cells() {}

    static List<Column> columns(Form form, String... names) {
        return Arrays.stream(names).map(name -> new Column(name, form)).toList();
    }

    @SafeVarargs
    static List<Column> columns(List<Column>... groups) {
        List<Column> all = new ArrayList<>();
        for (List<Column> group : groups) {
            all.addAll(group);
        }
        return all;
    }

    /// A time that PostgreSQL and everybody's calendar know; one that is further off becomes the last of these.
    static @Nullable Long micros(@Nullable Instant time) {
        if (time == null) {
            return null;
        }
        long second = Math.clamp(time.getEpochSecond(), FIRST.toEpochDay() * SECONDS_PER_DAY, LAST_SECOND);
        return second * MICROS_PER_SECOND + time.getNano() / NANOS_PER_MICRO;
    }

    static @Nullable Long day(@Nullable LocalDate date) {
        return date == null ? null : Math.clamp(date.toEpochDay(), FIRST.toEpochDay(), LAST.toEpochDay());
    }

    /// As much of a text as an index takes.
    static String indexable(String text) {
        return text.length() <= INDEXABLE_LENGTH ? text : text.substring(0, INDEXABLE_LENGTH);
    }

    static Long quantity(Quantity quantity) {
        return quantity.thousandths();
    }

    static @Nullable Long money(@Nullable Money money) {
        return money == null ? null : money.tenThousandths();
    }

    static @Nullable Long number(@Nullable Integer number) {
        return number == null ? null : number.longValue();
    }

    static @Nullable String name(@Nullable Enum<?> value) {
        return value == null ? null : value.name();
    }

    static String names(List<? extends Enum<?>> values) {
        return values.isEmpty() ? "" : values.stream().map(Enum::name).collect(Collectors.joining(","));
    }

    static String pairs(Map<String, String> values) {
        return new TreeMap<>(values)
                .entrySet().stream()
                        .map(entry -> entry.getKey() + "=" + entry.getValue())
                        .collect(Collectors.joining(","));
    }
}
