package io.millrace.ledger.imports;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.schemas.json.Fault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
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

    private final Sink sink;
    private final Map<String, Long> counts = new TreeMap<>();
    private final List<String> shown = new ArrayList<>();

    /// Where the report is written to.
    private interface Sink {
        Sink NOWHERE = (_, _, _, _, _) -> {};

        void row(long row, String id, String status, String reason, List<Fault> faults) throws IOException;

        default void close() throws IOException {
            // Unless it holds something.
        }
    }

    private RowReport(Sink sink) {
        this.sink = sink;
    }

    /// Begins a report.
    ///
    /// @param path of the table; without it only counts are kept
    public static RowReport to(@Nullable Path path) throws IOException {
        return path == null
                ? new RowReport(Sink.NOWHERE)
                : table(Files.newBufferedWriter(path, StandardCharsets.UTF_8));
    }

    /// Begins a report as a table.
    ///
    /// @param out where to write it; closed with the report
    public static RowReport table(Writer out) throws IOException {
        Csv.line(List.of("row", "id", "status", "reason", "field", "detail"), out);
        return new RowReport(new Table(out));
    }

    /// Begins a report as lines of JSON, one for each row.
    ///
    /// @param out where to write it; closed with the report
    public static RowReport lines(Writer out) {
        return new RowReport(new Lines(out));
    }

    private record Table(Writer out) implements Sink {
        @Override
        public void row(long row, String id, String status, String reason, List<Fault> faults) throws IOException {
            String number = String.valueOf(row);
            if (faults.isEmpty()) {
                Csv.line(List.of(number, id, status, reason, "", ""), out);
            }
            for (Fault fault : faults) {
                Csv.line(List.of(number, id, status, reason, fault.field(), fault.detail()), out);
            }
        }

        @Override
        public void close() throws IOException {
            out.close();
        }
    }

    private record Lines(Writer out) implements Sink {
        @Override
        public void row(long row, String id, String status, String reason, List<Fault> faults) throws IOException {
            ObjectNode line = JsonNodeFactory.instance.objectNode().put("row", row);
            if (!id.isEmpty()) {
                line.put("id", id);
            }
            line.put("status", status);
            if (!reason.isEmpty()) {
                line.put("reason", reason);
            }
            faults.forEach(fault -> line.withArray("errors")
                    .addObject()
                    .put("field", fault.field())
                    .put("detail", fault.detail()));
            out.append(line.toString()).append('\n');
        }

        @Override
        public void close() throws IOException {
            out.close();
        }
    }

    /// Takes in a row.
    ///
    /// @param status such as ACCEPTED or REJECTED
    /// @param reason of a rejection; may be empty
    public void row(long row, String id, String status, String reason, List<Fault> faults) {
        counts.merge(status, 1L, Long::sum);
        for (Fault fault : faults) {
            if (shown.size() < SHOWN_MAX) {
                String where = fault.field().isEmpty() ? "" : fault.field() + ": ";
                shown.add("row " + row + (id.isEmpty() ? "" : " (" + id + ")") + ": " + where + fault.detail());
            }
        }
        try {
            sink.row(row, id, status, reason, faults);
        } catch (IOException failed) {
            throw new UncheckedIOException("the report can't be written: " + failed.getMessage(), failed);
        }
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
        sink.close();
    }
}
