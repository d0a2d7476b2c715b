package io.millrace.replenishment.plan;

import io.millrace.forecasting.frame.CsvFields;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The rows of a CSV with a header, each knowing where it stands.
final class Rows {
    private final Path file;
    private final List<String> names;
    private final List<Row> rows = new ArrayList<>();

    private Rows(Path file, List<String> names) {
        this.file = file;
        this.names = names;
    }

    static Rows read(Path file, Columns columns) throws IOException {
        List<String> lines = lines(file);
        if (lines.isEmpty() || lines.getFirst().isBlank()) {
            throw new PlanException(
                    file + " has no first line.", "Name the columns in it: " + String.join(",", columns.required()));
        }
        String header = lines.getFirst().startsWith("\uFEFF") ? lines.getFirst().substring(1) : lines.getFirst();
        Rows table = new Rows(file, fields(header));
        columns.check(file, table.names);
        for (int i = 1; i < lines.size(); i++) {
            if (!lines.get(i).isBlank()) {
                table.add(lines.get(i), i + 1);
            }
        }
        return table;
    }

    private static List<String> lines(Path file) throws IOException {
        try {
            return Files.readAllLines(file);
        } catch (NoSuchFileException missing) {
            throw new PlanException("There is no file " + file + ".", "Check the path.", missing);
        } catch (MalformedInputException notText) {
            throw new PlanException(
                    file + " is not text in UTF-8.", "Save it as CSV with the encoding UTF-8.", notText);
        } catch (IOException unreadable) {
            throw PlanException.unreadable(file, unreadable);
        }
    }

    private void add(String line, int number) {
        List<String> fields = fields(line);
        Row row = new Row(number, fields);
        if (fields.size() != names.size()) {
            throw row.bad(
                    "has " + fields.size() + " fields, but the first line names " + names.size(),
                    "Give one value for each column, separated by commas; quote a value that has one, like \"tea,"
                            + " green\".");
        }
        rows.add(row);
    }

    private static List<String> fields(String line) {
        return List.of(CsvFields.of(line));
    }

    List<Row> rows() {
        return rows;
    }

    /// A line of the file.
    final class Row {
        private final int number;
        private final List<String> fields;

        private Row(int number, List<String> fields) {
            this.number = number;
            this.fields = fields;
        }

        /// The text of a column; empty where there is no such column.
        String text(String name) {
            int index = names.indexOf(name);
            return index < 0 ? "" : fields.get(index);
        }

        PlanException bad(String what, String remedy) {
            return new PlanException(file + " line " + number + " " + what + ".", remedy);
        }

        double number(String name, double ifEmpty) {
            String text = text(name);
            if (text.isEmpty()) {
                if (Double.isNaN(ifEmpty)) {
                    throw bad("has no value for " + name, "Write a number like 12 or 0.5.");
                }
                return ifEmpty;
            }
            try {
                double value = Double.parseDouble(text);
                if (Double.isFinite(value) && !text.toLowerCase(Locale.ROOT).matches(".*[a-df-z].*")) {
                    return value;
                }
            } catch (NumberFormatException unreadable) {
                throw new PlanException(
                        file + " line " + number + " has '" + text + "' for " + name + ".",
                        "Write a number like 12 or 0.5.",
                        unreadable);
            }
            throw bad("has '" + text + "' for " + name, "Write a number like 12 or 0.5.");
        }

        double atLeast(String name, double least, double ifEmpty) {
            double value = number(name, ifEmpty);
            if (value < least) {
                throw bad("has " + text(name) + " for " + name, "Write " + (long) least + " or more.");
            }
            return value;
        }

        double above(String name, double limit, double ifEmpty) {
            double value = number(name, ifEmpty);
            if (value <= limit) {
                throw bad("has " + text(name) + " for " + name, "Write more than " + (long) limit + ".");
            }
            return value;
        }

        int whole(String name, int least) {
            double value = atLeast(name, least, Double.NaN);
            if (value != Math.rint(value) || value > 500) {
                throw bad("has " + text(name) + " for " + name, "Write a whole number of periods up to 500.");
            }
            return (int) value;
        }
    }
}
