package io.millrace.cli.imports;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.domain.LocationId;
import io.millrace.domain.Money;
import io.millrace.domain.Quantity;
import io.millrace.domain.Sku;
import io.millrace.schemas.json.Fault;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// Takes the fields of one row, and notes everything that is wrong with them.
final class Cells {
    private final ObjectNode fields;
    private final Set<String> taken = new HashSet<>();
    private final List<Fault> faults = new ArrayList<>();

    Cells(ObjectNode fields) {
        this.fields = fields;
    }

    /// Everything that was wrong, columns that nobody asked for included.
    List<Fault> faults(List<String> columns) {
        List<Fault> all = new ArrayList<>(faults);
        fields.fieldNames().forEachRemaining(name -> {
            if (!taken.contains(name)) {
                all.add(new Fault(name, "there is no such column; there are " + String.join(", ", columns)));
            }
        });
        return all;
    }

    Optional<String> text(String column) {
        taken.add(column);
        JsonNode node = fields.get(column);
        return node == null || node.isNull() || node.asText().isBlank()
                ? Optional.empty()
                : Optional.of(node.asText().strip());
    }

    /// What a text says; empty, with a fault, if it says nothing that can be.
    private <T> Optional<T> read(String column, Function<String, T> reader, String advice) {
        return text(column).flatMap(text -> {
            try {
                return Optional.of(reader.apply(text));
            } catch (IllegalArgumentException | DateTimeException wrong) {
                faults.add(new Fault(column, advice.isEmpty() ? wrong.getMessage() : "'" + text + "' " + advice));
                return Optional.empty();
            }
        });
    }

    private <T> Optional<T> must(String column, Optional<T> value) {
        if (value.isEmpty() && text(column).isEmpty()) {
            faults.add(new Fault(column, "it must be given"));
        }
        return value;
    }

    Optional<String> location() {
        return must("locationId", read("locationId", LocationId::of, "")).map(LocationId::value);
    }

    Optional<String> item() {
        return must("itemId", read("itemId", Sku::of, "")).map(Sku::value);
    }

    Optional<String> mustText(String column) {
        return must(column, text(column));
    }

    Optional<Quantity> mustQuantity(String column) {
        return must(column, read(column, Quantity::parse, ""));
    }

    Optional<Money> money(String column) {
        return read(column, Money::parse, "");
    }

    Optional<LocalDate> mustDate(String column) {
        return must(column, read(column, LocalDate::parse, "is not a date such as 2026-01-31"));
    }

    /// A moment, or the begin of a day by UTC.
    Optional<Instant> time(String column) {
        return read(
                column,
                text -> text.length() == 10 ? Instant.parse(text + "T00:00:00Z") : Instant.parse(text),
                "is neither a moment such as 2026-01-31T06:00:00Z nor a date");
    }

    Optional<Integer> mustNumber(String column) {
        return must(column, read(column, Integer::valueOf, "is not a whole number"));
    }

    /// A share from 0 to 1.
    Optional<Double> share(String column) {
        return read(column, Cells::parseShare, "is not a share between 0 and 1, such as 0.75");
    }

    private static double parseShare(String text) {
        double share = Double.parseDouble(text.toLowerCase(Locale.ROOT));
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException(text);
        }
        return share;
    }
}
