package io.millrace.ledger.history.sink;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// The rows of one table that are written together. Of rows with one key the last stays.
public final class Sheet {
    private static final long MICROS_PER_DAY = 86_400_000_000L;
    private static final char NUL = 0;
    private static final char REPLACEMENT = 0xFFFD;

    private final Mapping<?> mapping;
    private final int[] keyPlaces;
    private final Map<Object, @Nullable Object[]> rows = new LinkedHashMap<>();

    Sheet(Mapping<?> mapping) {
        this.mapping = mapping;
        this.keyPlaces = mapping.keyPlaces();
    }

    /// Adds a row: a String, Long, Double or Boolean for each column, or null.
    public void row(@Nullable Object... values) {
        if (values.length != mapping.columns().size()) {
            throw new IllegalArgumentException(mapping.table() + " has "
                    + mapping.columns().size() + " columns; the row has " + values.length + " values");
        }
        rows.put(key(values), values);
    }

    /// Rows that never change need no key here: each record comes once.
    private Object key(@Nullable Object[] values) {
        if (mapping.again() == Mapping.Again.SAME) {
            return rows.size();
        }
        Object[] key = new Object[keyPlaces.length];
        for (int i = 0; i < key.length; i++) {
            key[i] = values[keyPlaces[i]];
        }
        return List.of(key);
    }

    Mapping<?> mapping() {
        return mapping;
    }

    int size() {
        return rows.size();
    }

    /// The months of its rows, as the first day of each, if the table is partitioned by month.
    Set<LocalDate> months() {
        Set<LocalDate> months = new TreeSet<>();
        mapping.months().map(mapping::place).ifPresent(place -> {
            Form form = mapping.columns().get(place).form();
            for (Object[] values : rows.values()) {
                months.add(month((Long) values[place], form));
            }
        });
        return months;
    }

    private static LocalDate month(long value, Form form) {
        return LocalDate.ofEpochDay(form == Form.DAY ? value : Math.floorDiv(value, MICROS_PER_DAY))
                .withDayOfMonth(1);
    }

    /// Writes all rows in one statement, and answers how many were new or newer.
    int write(Connection connection) throws SQLException {
        if (rows.isEmpty()) {
            return 0;
        }
        try (PreparedStatement insert = connection.prepareStatement(mapping.insert())) {
            for (int i = 0; i < mapping.columns().size(); i++) {
                Form form = mapping.columns().get(i).form();
                Array array = connection.createArrayOf(form.element(), column(i, form));
                insert.setArray(i + 1, array);
            }
            return insert.executeUpdate();
        }
    }

    /// PostgreSQL keeps every character but one, which must not keep us from going on.
    private static @Nullable Object storable(@Nullable Object value) {
        return value instanceof String text && text.indexOf(NUL) >= 0 ? text.replace(NUL, REPLACEMENT) : value;
    }

    private @Nullable Object[] column(int place, Form form) {
        Object[] column = form.array(rows.size());
        int row = 0;
        for (Object[] values : rows.values()) {
            column[row++] = storable(values[place]);
        }
        return column;
    }
}
