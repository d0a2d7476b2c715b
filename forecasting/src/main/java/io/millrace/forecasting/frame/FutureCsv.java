package io.millrace.forecasting.frame;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/// Reads what is known of the future: a CSV with the columns `series_id,date` and any of `price`, `promo` and `open`,
/// plain or gzipped. An empty field is not known.
public final class FutureCsv {
    private static final List<String> PLAN_COLUMNS = List.of("series_id", "date", "price", "promo", "open");
    private static final int GZIP_FIRST = 0x1f;

    private FutureCsv() {}

    /// What is planned for one step: `NaN` where nothing is. `open` is the part of the usual selling time.
    public record Planned(double price, double promotion, double open) {}

    /// The plans of each series by date.
    public static Map<String, Map<LocalDate, Planned>> read(Path file) throws IOException {
        try (InputStream stream = new BufferedInputStream(Files.newInputStream(file))) {
            return read(reader(stream));
        }
    }

    /// What other columns say of each series, by their names; the first row of a series counts. New items are known by
    /// it.
    public static Map<String, Map<String, String>> attributes(Path file) throws IOException {
        try (InputStream stream = new BufferedInputStream(Files.newInputStream(file))) {
            return attributes(reader(stream));
        }
    }

    private static BufferedReader reader(InputStream stream) throws IOException {
        stream.mark(1);
        int first = stream.read();
        stream.reset();
        InputStream plain = first == GZIP_FIRST ? new GZIPInputStream(stream) : stream;
        return new BufferedReader(new InputStreamReader(plain, StandardCharsets.UTF_8));
    }

    private static Map<String, Map<String, String>> attributes(BufferedReader reader) throws IOException {
        String header = reader.readLine();
        List<String> names = header == null ? List.of() : Arrays.asList(CsvFields.of(header));
        Map<String, Map<String, String>> attributes = new HashMap<>();
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            String[] fields = CsvFields.of(line);
            if (!line.isBlank() && fields.length == names.size()) {
                Map<String, String> own = new HashMap<>();
                for (int i = 0; i < fields.length; i++) {
                    if (!PLAN_COLUMNS.contains(names.get(i)) && !fields[i].isEmpty()) {
                        own.put(names.get(i), fields[i]);
                    }
                }
                attributes.putIfAbsent(fields[names.indexOf("series_id")], own);
            }
        }
        return attributes;
    }

    private static Map<String, Map<LocalDate, Planned>> read(BufferedReader reader) throws IOException {
        String header = reader.readLine();
        List<String> names = header == null ? List.of() : Arrays.asList(CsvFields.of(header));
        int id = names.indexOf("series_id");
        int date = names.indexOf("date");
        if (id < 0 || date < 0) {
            throw new UnreadableCsvException("The first line of the future names " + String.join(",", names)
                    + "; name the columns series_id,date,price,promo,open");
        }
        Map<String, Map<LocalDate, Planned>> planned = new HashMap<>();
        int number = 1;
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            number++;
            if (!line.isBlank()) {
                String[] fields = CsvFields.of(line);
                if (fields.length != names.size()) {
                    throw new UnreadableCsvException("Line " + number + " of the future has " + fields.length
                            + " fields, but the first line names " + names.size());
                }
                Planned step = new Planned(
                        number(fields, names, "price", number),
                        number(fields, names, "promo", number),
                        number(fields, names, "open", number));
                planned.computeIfAbsent(fields[id], _ -> new HashMap<>()).put(date(fields[date], number), step);
            }
        }
        return planned;
    }

    private static LocalDate date(String text, int line) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException unreadable) {
            throw refused(line, "the date '" + text + "'; write it like 2026-01-31");
        }
    }

    private static double number(String[] fields, List<String> names, String column, int line) {
        int index = names.indexOf(column);
        if (index < 0 || fields[index].isEmpty() || fields[index].equals("NA")) {
            return Double.NaN;
        }
        try {
            double value = Double.parseDouble(fields[index]);
            if (value >= 0 && Double.isFinite(value)) {
                return value;
            }
        } catch (NumberFormatException unreadable) {
            throw refused(line, "'" + fields[index] + "' for " + column + "; write a number like 2.49");
        }
        throw refused(line, "'" + fields[index] + "' for " + column + "; it is zero or more");
    }

    private static UnreadableCsvException refused(int line, String what) {
        return new UnreadableCsvException("Line " + line + " of the future has " + what);
    }
}
