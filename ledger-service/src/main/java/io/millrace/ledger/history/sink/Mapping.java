package io.millrace.ledger.history.sink;

import io.millrace.schemas.avro.AvroRoot;
import io.millrace.schemas.topics.Topic;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// What becomes of the records of a topic: one table, its columns, and which rows are the same.
///
/// @param topic without the installation's prefix
/// @param table where its rows go
/// @param columns what a row has
/// @param key the columns that make a row that row
/// @param again what becomes of a row whose key is there already
/// @param months the column by whose month the table is partitioned, if it is
/// @param rows makes rows of a record
/// @param <V> the record
public record Mapping<V extends AvroRoot>(
        Topic<?, V> topic,
        String table,
        List<Column> columns,
        List<String> key,
        Again again,
        Optional<String> months,
        Rows<V> rows) {
    /// The column that tells which of two rows is newer.
    static final String SOURCE_OFFSET = "source_offset";

    public Mapping {
        columns = List.copyOf(columns);
        key = List.copyOf(key);
        List<String> names = columns.stream().map(Column::name).toList();
        if (!names.containsAll(key) || (again == Again.NEWEST_STAYS && !names.contains(SOURCE_OFFSET))) {
            throw new IllegalArgumentException("the columns of " + table + " lack its key or where a row comes from");
        }
    }

    /// What becomes of a row whose key is there already.
    public enum Again {
        /// It is the same row: a record never changes.
        SAME,
        /// The one from the later record stays: state only moves forward.
        NEWEST_STAYS
    }

    /// Where the key's columns are.
    int[] keyPlaces() {
        return key.stream().mapToInt(this::place).toArray();
    }

    /// Where a column is.
    int place(String column) {
        return columns.stream().map(Column::name).toList().indexOf(column);
    }

    /// Writes rows that travel as one array per column.
    String insert() {
        String names = join("%s", ", ");
        String from = columns.stream()
                .map(column -> "?::" + column.form().element() + "[]")
                .collect(Collectors.joining(", "));
        String what = columns.stream()
                .map(column -> column.form().expression(column.name()))
                .collect(Collectors.joining(", "));
        return "insert into " + table + " as t (" + names + ") select " + what + " from unnest(" + from + ") as u("
                + names + ") on conflict (" + String.join(", ", key) + ") " + onConflict();
    }

    private String onConflict() {
        return switch (again) {
            case SAME -> "do nothing";
            case NEWEST_STAYS ->
                "do update set " + join("%s = excluded.%s", ", ") + " where excluded." + SOURCE_OFFSET + " > t."
                        + SOURCE_OFFSET;
        };
    }

    private String join(String each, String separator) {
        return IntStream.range(0, columns.size())
                .mapToObj(columns::get)
                .filter(column -> each.length() == 2 || !key.contains(column.name()))
                .map(column -> each.replace("%s", column.name()))
                .collect(Collectors.joining(separator));
    }
}
