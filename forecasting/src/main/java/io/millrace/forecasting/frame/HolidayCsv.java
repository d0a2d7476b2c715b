package io.millrace.forecasting.frame;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Reads special days: a CSV with the columns `date,name`. What recurs every year has the same name every year.
public final class HolidayCsv {
    private static final String HEADER = "date,name";

    private HolidayCsv() {}

    public static Map<LocalDate, String> read(Path file) throws IOException {
        List<String> lines = Files.readAllLines(file, StandardCharsets.UTF_8);
        if (lines.isEmpty() || !lines.getFirst().strip().equals(HEADER)) {
            throw new UnreadableCsvException("The first line of the holidays is "
                    + (lines.isEmpty() ? "missing" : "'" + lines.getFirst() + "'") + "; it must be " + HEADER);
        }
        Map<LocalDate, String> days = new HashMap<>();
        for (int line = 1; line < lines.size(); line++) {
            if (!lines.get(line).isBlank()) {
                String[] fields = CsvFields.of(lines.get(line));
                if (fields.length != 2 || fields[1].isBlank()) {
                    throw new UnreadableCsvException(
                            "Line " + (line + 1) + " of the holidays is '" + lines.get(line) + "'; write " + HEADER);
                }
                days.put(date(fields[0], line + 1), fields[1]);
            }
        }
        return days;
    }

    private static LocalDate date(String text, int line) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException unreadable) {
            throw new UnreadableCsvException(
                    "Line " + line + " of the holidays has the date '" + text + "'; write it like 2026-01-31");
        }
    }
}
