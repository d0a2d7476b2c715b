package io.millrace.ledger.history.sink;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/// Rows that are written in one transaction, with the places in the topics that they bring us to.
public final class Batch {
    private final Map<Mapping<?>, Sheet> sheets = new LinkedHashMap<>();
    private final Map<TopicPartition, Step> steps = new HashMap<>();
    private int records;

    /// From the first offset a batch begins with to the one after its last.
    ///
    /// @param expected what must not be written yet
    /// @param next what will not be written then
    /// @param recordAtMillis when the broker took in the last record
    record Step(long expected, long next, long recordAtMillis) {}

    /// The rows of a table.
    Sheet sheet(Mapping<?> mapping) {
        return sheets.computeIfAbsent(mapping, Sheet::new);
    }

    /// A record was added to its sheet.
    void took(TopicPartition partition, long expected, long offset, long recordAtMillis) {
        records++;
        steps.merge(
                partition,
                new Step(expected, offset + 1, recordAtMillis),
                (first, last) -> new Step(first.expected(), last.next(), last.recordAtMillis()));
    }

    Map<TopicPartition, Step> steps() {
        return steps;
    }

    List<Sheet> sheets() {
        return new ArrayList<>(sheets.values());
    }

    /// Writes all rows, and answers how many were new or newer. Knows nothing of offsets: see [HistoryWriter].
    public int write(Connection connection) throws SQLException {
        int rows = 0;
        for (Sheet sheet : sheets.values()) {
            rows += sheet.write(connection);
        }
        return rows;
    }

    /// How many records it is made of.
    public int records() {
        return records;
    }

    /// How many rows it has.
    public int rows() {
        return sheets.values().stream().mapToInt(Sheet::size).sum();
    }
}
