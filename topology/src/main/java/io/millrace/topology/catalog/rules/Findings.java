package io.millrace.topology.catalog.rules;

import io.millrace.domain.Money;
import io.millrace.domain.Quantity;
import io.millrace.events.catalog.CatalogKind;
import io.millrace.events.catalog.Status;
import io.millrace.events.catalog.WeeklyHours;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Collects what is wrong with a record, field by field.
final class Findings {
    private static final int IDENTIFIER_MAX = 64;
    private static final int NAME_MAX = 250;
    private static final Set<String> CURRENCIES = Currency.getAvailableCurrencies().stream()
            .map(Currency::getCurrencyCode)
            .collect(Collectors.toUnmodifiableSet());
    private static final Set<String> ZONES = Set.copyOf(ZoneId.getAvailableZoneIds());

    private final Known known;
    private final List<Problem> problems = new ArrayList<>();

    Findings(Known known) {
        this.known = known;
    }

    Known known() {
        return known;
    }

    List<Problem> problems() {
        return problems;
    }

    void add(Reason reason, String field, String detail) {
        problems.add(new Problem(reason, field, detail));
    }

    void invalid(String field, String detail) {
        add(Reason.INVALID, field, detail);
    }

    void require(boolean right, String field, String detail) {
        if (!right) {
            invalid(field, detail);
        }
    }

    boolean identifier(String value, String field) {
        boolean right = isIdentifier(value);
        if (!right) {
            invalid(
                    field,
                    "'" + value + "' is no identifier: 1 to " + IDENTIFIER_MAX
                            + " letters A-Z and a-z, digits, '.', '_' and '-'");
        }
        return right;
    }

    static boolean isIdentifier(String value) {
        if (value.isEmpty() || value.length() > IDENTIFIER_MAX) {
            return false;
        }
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            boolean legal = (c >= 'a' && c <= 'z')
                    || (c >= 'A' && c <= 'Z')
                    || (c >= '0' && c <= '9')
                    || c == '.'
                    || c == '_'
                    || c == '-';
            if (!legal) {
                return false;
            }
        }
        return true;
    }

    void name(String value, String field) {
        if (value.isBlank() || value.length() > NAME_MAX) {
            invalid(
                    field,
                    value.isBlank()
                            ? "it is empty; 1 to " + NAME_MAX + " characters are needed"
                            : "it has " + value.length() + " characters; " + NAME_MAX + " are the most");
        }
    }

    void optionalName(@Nullable String value, String field) {
        if (value != null) {
            name(value, field);
        }
    }

    void status(Status value, String field) {
        require(value != Status.UNKNOWN, field, "it must be ACTIVE, SUSPENDED or DISCONTINUED");
    }

    void currency(@Nullable String value, String field) {
        if (value != null && !CURRENCIES.contains(value)) {
            invalid(field, "'" + value + "' is no ISO 4217 code, such as EUR or USD");
        }
    }

    void zone(String value, String field) {
        if (!ZONES.contains(value)) {
            invalid(field, "'" + value + "' is no IANA time zone, such as Europe/Berlin or America/New_York");
        }
    }

    void time(String value, String field) {
        if (!isTime(value)) {
            invalid(field, "'" + value + "' is no time of day, from 00:00 to 23:59");
        }
    }

    private static boolean isTime(String value) {
        return value.length() == 5
                && value.charAt(2) == ':'
                && isDigits(value, 0)
                && isDigits(value, 3)
                && Integer.parseInt(value, 0, 2, 10) < 24
                && Integer.parseInt(value, 3, 5, 10) < 60;
    }

    private static boolean isDigits(String value, int from) {
        return value.charAt(from) >= '0'
                && value.charAt(from) <= '9'
                && value.charAt(from + 1) >= '0'
                && value.charAt(from + 1) <= '9';
    }

    void dayOfWeek(int value, String field) {
        require(value >= 1 && value <= 7, field, value + " is no day of the week: 1 is Monday, 7 is Sunday");
    }

    void daysOfWeek(List<Integer> values, String field) {
        for (int i = 0; i < values.size(); i++) {
            dayOfWeek(values.get(i), field + "[" + i + "]");
            require(
                    values.indexOf(values.get(i)) == i,
                    field + "[" + i + "]",
                    "day " + values.get(i) + " is there already; each day is given once");
        }
    }

    void hours(List<WeeklyHours> hours, String field) {
        for (int i = 0; i < hours.size(); i++) {
            String at = field + "[" + i + "].";
            dayOfWeek(hours.get(i).dayOfWeek(), at + "dayOfWeek");
            time(hours.get(i).from(), at + "from");
            time(hours.get(i).to(), at + "to");
        }
    }

    void positive(@Nullable Quantity value, String field) {
        if (value != null && !value.isPositive()) {
            invalid(field, "it is " + value + " and must be above 0");
        }
    }

    void notNegative(@Nullable Quantity value, String field) {
        if (value != null && value.isNegative()) {
            invalid(field, "it is " + value + " and must be 0 or more");
        }
    }

    void notNegative(@Nullable Money value, String field) {
        if (value != null && value.isNegative()) {
            invalid(field, "it is " + value + " and must be 0 or more");
        }
    }

    void span(@Nullable LocalDate from, @Nullable LocalDate to, String toField, String fromField) {
        if (from != null && to != null && to.isBefore(from)) {
            invalid(toField, "it is " + to + ", before " + fromField + " " + from);
        }
    }

    /// A record that this one refers to.
    boolean exists(CatalogKind kind, @Nullable String id, String field) {
        if (id == null || !identifier(id, field)) {
            return false;
        }
        boolean there = known.has(kind, id);
        if (!there) {
            String what = RecordKind.of(kind).singular();
            add(Reason.UNKNOWN_REFERENCE, field, "there is no " + what + " '" + id + "'; put it there first");
        }
        return there;
    }
}
