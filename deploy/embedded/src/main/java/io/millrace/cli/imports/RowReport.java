package io.millrace.cli.imports;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What became of each row: a table with a line for each row and, of rows with several problems, for each problem.
/// Counts as it goes, and keeps the first problems for the terminal.
public final class RowReport implements AutoCloseable {
    private static final int SHOWN_MAX = 10;

    private final @Nullable BufferedWriter file;
    private final Map<String, Long> counts = new TreeMap<>();
    private final List<String> shown = new ArrayList<>();

    /// One thing that is wrong with a row.
    public record Fault(String field, String detail) {}

    private RowReport(@Nullable BufferedWriter file) {
        this.file = file;
        line("row", "id", "status", "reason", "field", "detail");
    }

    /// Begins a report.
    ///
    /// @param path of the table; without it only counts are kept
    public static RowReport to(@Nullable Path path) throws IOException {
        return new RowReport(path == null ? null : Files.newBufferedWriter(path, StandardCharsets.UTF_8));
    }

    /// Takes in a row.
    ///
    /// @param status such as ACCEPTED or REJECTED
    /// @param reason of a rejection; may be empty
    public void row(long row, String id, String status, String reason, List<Fault> faults) {
        counts.merge(status, 1L, Long::sum);
        if (faults.isEmpty()) {
            line(String.valueOf(row), id, status, reason, "", "");
        }
        for (Fault fault : faults) {
            line(String.valueOf(row), id, status, reason, fault.field(), fault.detail());
            if (shown.size() < SHOWN_MAX) {
                String where = fault.field().isEmpty() ? "" : fault.field() + ": ";
                shown.add("row " + row + (id.isEmpty() ? "" : " (" + id + ")") + ": " + where + fault.detail());
            }
        }
    }

    private void line(String... cells) {
        BufferedWriter writer = file;
        if (writer == null) {
            return;
        }
        try {
            for (int i = 0; i < cells.length; i++) {
                writer.write(i == 0 ? "" : ",");
                writer.write(quoted(cells[i]));
            }
            writer.write('\n');
        } catch (IOException failed) {
            throw new UncheckedIOException("the report can't be written: " + failed.getMessage(), failed);
        }
    }

    private static String quoted(String cell) {
        boolean plain = cell.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain ? cell : "\"" + cell.replace("\"", "\"\"") + "\"";
    }

    /// How many rows ended in each status.
    public Map<String, Long> counts() {
        return counts;
    }

    public long count(String status) {
        return counts.getOrDefault(status, 0L);
    }

    /// The first problems, in words.
    public List<String> firstProblems() {
        return shown;
    }

    @Override
    public void close() throws IOException {
        if (file != null) {
            file.close();
        }
    }
}
