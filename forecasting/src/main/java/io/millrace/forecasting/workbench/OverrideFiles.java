package io.millrace.forecasting.workbench;

import io.millrace.forecasting.frame.CsvFields;
import io.millrace.forecasting.frame.UnreadableCsvException;
import io.millrace.forecasting.overrides.Correction;
import io.millrace.forecasting.overrides.Overridden.Kept;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;

/// Overrides as CSV files: those asked for, `series_id,date,mean,who,until,why`, and those that were put in, with the
/// baseline they took the place of as one more column.
public final class OverrideFiles {
    private static final String ASKED = "series_id,date,mean,who,until,why";
    private static final String KEPT = ASKED + ",baseline";

    private OverrideFiles() {}

    public static List<Correction> read(Path file) throws IOException {
        return rows(file, ASKED).stream().map(Row::correction).toList();
    }

    public static List<Kept> readKept(Path file) throws IOException {
        return rows(file, KEPT).stream()
                .map(row -> new Kept(row.correction(), row.number("baseline", 6)))
                .toList();
    }

    /// Writes what was put in, so that its value can be measured when it is known what came.
    public static void writeKept(Path file, List<Kept> kept) throws IOException {
        WholeFile.write(file, writer -> {
            writer.write(KEPT + "\n");
            for (Kept one : kept) {
                Correction correction = one.correction();
                writer.write(String.join(
                        ",",
                        CsvFields.written(correction.series()),
                        correction.date().toString(),
                        Double.toString(correction.mean()),
                        CsvFields.written(correction.who()),
                        correction.until().toString(),
                        CsvFields.written(correction.why()),
                        Double.toString(one.baseline())));
                writer.write('\n');
            }
        });
    }

    private static List<Row> rows(Path file, String header) throws IOException {
        List<String> lines = Files.readAllLines(file, StandardCharsets.UTF_8);
        if (lines.isEmpty() || !lines.getFirst().strip().equals(header)) {
            throw new UnreadableCsvException("The first line must be " + header + ", not "
                    + (lines.isEmpty() ? "missing" : "'" + lines.getFirst() + "'"));
        }
        int columns = CsvFields.of(header).length;
        List<Row> rows = new ArrayList<>();
        for (int line = 1; line < lines.size(); line++) {
            if (!lines.get(line).isBlank()) {
                Row row = new Row(line + 1, List.of(CsvFields.of(lines.get(line))));
                if (row.fields().size() != columns) {
                    throw row.refused(row.fields().size() + " fields, but the first line names " + columns);
                }
                rows.add(row);
            }
        }
        return rows;
    }

    private record Row(int line, List<String> fields) {
        Correction correction() {
            try {
                return new Correction(fields.get(0), date(1), number("mean", 2), fields.get(3), date(4), fields.get(5));
            } catch (UnreadableCsvException known) {
                throw known;
            } catch (IllegalArgumentException wrong) {
                throw refused("a mistake: " + wrong.getMessage());
            }
        }

        LocalDate date(int column) {
            try {
                return LocalDate.parse(fields.get(column));
            } catch (DateTimeParseException unreadable) {
                throw refused("the date '" + fields.get(column) + "'; write it like 2026-01-31");
            }
        }

        double number(String name, int column) {
            try {
                return Double.parseDouble(fields.get(column));
            } catch (NumberFormatException unreadable) {
                throw refused("'" + fields.get(column) + "' for " + name + "; write a number like 12.5");
            }
        }

        UnreadableCsvException refused(String what) {
            return new UnreadableCsvException("Line " + line + " has " + what);
        }
    }
}
