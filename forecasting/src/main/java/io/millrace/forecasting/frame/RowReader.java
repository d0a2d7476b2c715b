package io.millrace.forecasting.frame;

import io.millrace.forecasting.Frequency;
import io.millrace.forecasting.Signal;
import java.io.BufferedReader;
import java.io.IOException;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads the lines of a panel's CSV into rows by series, and keeps count of what was odd.
final class RowReader {
    private static final int MOST_SHOWN = 10;
    private static final int YEAR_AND_MONTH = 7;
    private static final int WHOLE_DATE = 10;

    private final Steps steps;
    private final boolean skipBadRows;
    private final Map<String, SeriesRows> series = new LinkedHashMap<>();
    private final Map<String, LocalDate> dates = new HashMap<>();
    private final Map<String, List<LocalDate>> datesBySeries = new HashMap<>();
    private final List<String> bad = new ArrayList<>();
    private final List<Integer> repeated = new ArrayList<>();
    private boolean keepsDates;
    private long badRows;
    private long repeatedRows;
    private long rows;

    RowReader(Frequency frequency, boolean skipBadRows) {
        this.steps = new Steps(frequency);
        this.skipBadRows = skipBadRows;
    }

    void keepDates() {
        keepsDates = true;
    }

    Map<String, LocalDate[]> keptDates() {
        Map<String, LocalDate[]> kept = new HashMap<>();
        datesBySeries.forEach((id, list) -> kept.put(id, list.toArray(LocalDate[]::new)));
        return kept;
    }

    Map<String, SeriesRows> series() {
        return series;
    }

    long count() {
        return rows;
    }

    void readAll(BufferedReader reader, int mostLines) throws IOException {
        String header = reader.readLine();
        if (header == null) {
            throw new UnreadableCsvException(
                    "The file is empty; its first line must name the columns series_id,date,quantity");
        }
        CsvColumns columns = CsvColumns.of(header);
        int number = 1;
        for (String line = reader.readLine(); line != null && number < mostLines; line = reader.readLine()) {
            number++;
            if (!line.isBlank()) {
                rows++;
                readLine(columns, CsvFields.of(line), number);
            }
        }
        if (badRows > 0 && !skipBadRows && mostLines == Integer.MAX_VALUE) {
            throw new UnreadableCsvException(refusal());
        }
    }

    private String refusal() {
        String more = badRows > bad.size() ? "\n… and " + (badRows - bad.size()) + " more rows" : "";
        return String.join("\n", bad) + more + "\nMend these rows, or pass over them with --skip-bad-rows";
    }

    private void readLine(CsvColumns columns, String[] fields, int number) {
        String problem = problem(columns, fields);
        if (problem != null) {
            badRows++;
            if (bad.size() < MOST_SHOWN) {
                bad.add("Line " + number + " has " + problem);
            }
            return;
        }
        LocalDate date = date(fields[columns.date()]).orElseThrow();
        String id = fields[columns.id()];
        if (keepsDates) {
            datesBySeries.computeIfAbsent(id, _ -> new ArrayList<>()).add(date);
            return;
        }
        SeriesRows own = series.computeIfAbsent(id, _ -> new SeriesRows(steps, date, attributes(columns, fields)));
        int place = own.add(date, number(fields[columns.quantity()]));
        if (own.isRepeated(place)) {
            repeatedRows++;
            if (repeated.size() < MOST_SHOWN) {
                repeated.add(number);
            }
        }
        for (Map.Entry<Signal, Integer> entry : columns.signals().entrySet()) {
            own.note(entry.getKey(), place, number(fields[entry.getValue()]));
        }
    }

    private @Nullable String problem(CsvColumns columns, String[] fields) {
        if (fields.length != columns.count()) {
            return fields.length + " fields, but the first line names " + columns.count();
        }
        if (fields[columns.id()].isEmpty()) {
            return "no series_id; say whose row it is";
        }
        if (date(fields[columns.date()]).isEmpty()) {
            return "the date '" + fields[columns.date()] + "'; write it like 2026-01-31";
        }
        String quantity = fields[columns.quantity()];
        if (!isNumber(quantity)) {
            return "'" + quantity + "' for quantity; write a number like 12 or 0.5";
        }
        if (number(quantity) < 0) {
            return "the quantity " + quantity + "; take returns off the sales before, and end no step below zero";
        }
        for (Map.Entry<Signal, Integer> entry : columns.signals().entrySet()) {
            if (!isNumber(fields[entry.getValue()])) {
                return "'" + fields[entry.getValue()] + "' for " + entry.getKey() + "; write a number like 12 or 0.5";
            }
        }
        return null;
    }

    private static Map<String, String> attributes(CsvColumns columns, String[] fields) {
        Map<String, String> attributes = new LinkedHashMap<>();
        columns.attributes().forEach((name, column) -> attributes.put(name, fields[column]));
        return attributes;
    }

    /// A date like 2026-01-31, with or without a time of day, or a month like 2026-01.
    private Optional<LocalDate> date(String text) {
        LocalDate known = dates.get(text);
        if (known != null) {
            return Optional.of(known);
        }
        try {
            boolean timed =
                    text.length() > WHOLE_DATE && (text.charAt(WHOLE_DATE) == ' ' || text.charAt(WHOLE_DATE) == 'T');
            String whole =
                    text.length() == YEAR_AND_MONTH ? text + "-01" : timed ? text.substring(0, WHOLE_DATE) : text;
            LocalDate date = LocalDate.parse(whole);
            dates.put(text, date);
            return Optional.of(date);
        } catch (DateTimeParseException unreadable) {
            return Optional.empty();
        }
    }

    private static boolean isMissing(String text) {
        return text.isEmpty() || text.equals("NA") || text.equalsIgnoreCase("nan") || text.equalsIgnoreCase("null");
    }

    private static boolean isNumber(String text) {
        if (isMissing(text)) {
            return true;
        }
        try {
            return Double.isFinite(Double.parseDouble(text));
        } catch (NumberFormatException unreadable) {
            return false;
        }
    }

    private static double number(String text) {
        return isMissing(text) ? Double.NaN : Double.parseDouble(text);
    }

    List<String> notes() {
        List<String> notes = new ArrayList<>();
        if (repeatedRows > 0) {
            notes.add(repeatedRows + " rows repeat a series and date and were added up (lines "
                    + shown(repeated, repeatedRows) + ").");
        }
        if (badRows > 0) {
            notes.add(badRows + " rows could not be read and were passed over: " + String.join("; ", bad)
                    + (badRows > bad.size() ? "; …" : "."));
        }
        return notes;
    }

    private static String shown(List<Integer> lines, long all) {
        String first = String.join(", ", lines.stream().map(String::valueOf).toList());
        return all > lines.size() ? first + ", …" : first;
    }
}
