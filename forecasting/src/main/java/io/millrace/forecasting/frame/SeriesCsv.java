package io.millrace.forecasting.frame;

import io.millrace.forecasting.Calendar;
import io.millrace.forecasting.DemandSeries;
import io.millrace.forecasting.Frequency;
import io.millrace.forecasting.SeriesId;
import io.millrace.forecasting.Signal;
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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;

/// Reads a panel from a CSV with the columns `series_id,date,quantity` and, where there are any, `price`, `promo` and
/// `in_stock`, plain or gzipped; columns of other names are passed over. Fields are not quoted.
///
/// A series begins with its first row above zero or, if it has none, its first row, and ends with its last. Rows of the
/// same series and step are added up. A row that cannot be read is refused with its line number.
public final class SeriesCsv {
    private static final int GZIP_FIRST = 0x1f;
    private static final Map<String, Signal> SIGNALS =
            Map.of("price", Signal.PRICE, "promo", Signal.PROMOTION, "in_stock", Signal.IN_STOCK);

    private final Frequency frequency;
    private final Gaps gaps;
    private final Map<String, Rows> series = new LinkedHashMap<>();
    private final Map<String, LocalDate> dates = new HashMap<>();

    private SeriesCsv(Frequency frequency, Gaps gaps) {
        this.frequency = frequency;
        this.gaps = gaps;
    }

    public static List<DemandSeries> read(Path file, Frequency frequency, Gaps gaps) throws IOException {
        try (InputStream stream = Files.newInputStream(file)) {
            return read(stream, frequency, gaps);
        }
    }

    /// Reads a stream to its end; it is left open.
    public static List<DemandSeries> read(InputStream stream, Frequency frequency, Gaps gaps) throws IOException {
        BufferedInputStream buffered = new BufferedInputStream(stream, 1 << 16);
        buffered.mark(1);
        int first = buffered.read();
        buffered.reset();
        InputStream plain = first == GZIP_FIRST ? new GZIPInputStream(buffered, 1 << 16) : buffered;
        SeriesCsv csv = new SeriesCsv(frequency, gaps);
        csv.readAll(new BufferedReader(new InputStreamReader(plain, StandardCharsets.UTF_8)));
        return csv.series.entrySet().stream()
                .map(entry -> entry.getValue().build(entry.getKey()))
                .toList();
    }

    private void readAll(BufferedReader reader) throws IOException {
        String header = reader.readLine();
        if (header == null) {
            throw new IllegalArgumentException(
                    "The file is empty; its first line must name the columns series_id,date,quantity");
        }
        Columns columns = Columns.of(header);
        int number = 1;
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            number++;
            if (!line.isBlank()) {
                readLine(columns, fields(line), number);
            }
        }
    }

    private void readLine(Columns columns, String[] fields, int number) {
        if (fields.length != columns.count) {
            throw new IllegalArgumentException(
                    "Line " + number + " has " + fields.length + " fields, but the first line names " + columns.count);
        }
        LocalDate date = date(fields[columns.date], number);
        double units = number(fields[columns.quantity], "quantity", number);
        if (units < 0) {
            throw new IllegalArgumentException("Line " + number + " has the quantity " + units
                    + "; take returns off the sales before, and end no step below zero");
        }
        Rows rows = series.computeIfAbsent(fields[columns.id], _ -> new Rows());
        rows.add(date, units);
        columns.signals.forEach(
                (signal, column) -> rows.note(signal, number(fields[column], signal.toString(), number)));
    }

    private LocalDate date(String text, int number) {
        LocalDate known = dates.get(text);
        if (known != null) {
            return known;
        }
        try {
            LocalDate date = LocalDate.parse(text);
            dates.put(text, date);
            return date;
        } catch (DateTimeParseException unreadable) {
            throw new IllegalArgumentException(
                    "Line " + number + " has the date '" + text + "'; write it like 2026-01-31", unreadable);
        }
    }

    private static double number(String text, String column, int number) {
        if (text.isEmpty() || text.equals("NA")) {
            return Double.NaN;
        }
        try {
            double value = Double.parseDouble(text);
            if (Double.isInfinite(value)) {
                throw new NumberFormatException("infinite");
            }
            return value;
        } catch (NumberFormatException unreadable) {
            throw new IllegalArgumentException(
                    "Line " + number + " has '" + text + "' for " + column + "; write a number like 12 or 0.5",
                    unreadable);
        }
    }

    private static String[] fields(String line) {
        List<String> fields = new ArrayList<>(8);
        int from = 0;
        for (int comma = line.indexOf(','); comma >= 0; comma = line.indexOf(',', from)) {
            fields.add(line.substring(from, comma).strip());
            from = comma + 1;
        }
        fields.add(line.substring(from).strip());
        return fields.toArray(String[]::new);
    }

    private record Columns(int count, int id, int date, int quantity, Map<Signal, Integer> signals) {
        static Columns of(String header) {
            List<String> names = Arrays.asList(fields(header));
            Map<Signal, Integer> signals = new HashMap<>();
            SIGNALS.forEach((name, signal) -> {
                if (names.contains(name)) {
                    signals.put(signal, names.indexOf(name));
                }
            });
            return new Columns(
                    names.size(),
                    required(names, "series_id"),
                    required(names, "date"),
                    required(names, "quantity"),
                    signals);
        }

        private static int required(List<String> names, String name) {
            int index = names.indexOf(name);
            if (index < 0) {
                throw new IllegalArgumentException("The first line has no column '" + name + "' (it has "
                        + String.join(",", names) + "); name the columns series_id,date,quantity");
            }
            return index;
        }
    }

    /// The rows of one series, in the order of the file.
    private final class Rows {
        private final List<LocalDate> days = new ArrayList<>();
        private final List<Double> units = new ArrayList<>();
        private final Map<Signal, List<Double>> signals = new HashMap<>();

        void add(LocalDate day, double quantity) {
            days.add(day);
            units.add(quantity);
        }

        void note(Signal signal, double value) {
            signals.computeIfAbsent(signal, _ -> new ArrayList<>()).add(value);
        }

        DemandSeries build(String id) {
            LocalDate start = days.stream().min(LocalDate::compareTo).orElseThrow();
            LocalDate end = days.stream().max(LocalDate::compareTo).orElseThrow();
            Calendar whole = new Calendar(frequency, start);
            double[] quantities = new double[whole.step(end) + 1];
            Arrays.fill(quantities, Double.NaN);
            for (int row = 0; row < days.size(); row++) {
                int step = whole.step(days.get(row));
                double before = Double.isNaN(quantities[step]) ? 0 : quantities[step];
                quantities[step] = Double.isNaN(units.get(row)) ? quantities[step] : before + units.get(row);
            }
            if (gaps == Gaps.ZERO) {
                Arrays.setAll(quantities, step -> Double.isNaN(quantities[step]) ? 0 : quantities[step]);
            }
            int first = firstSale(quantities).orElse(0);
            double[] sold = Arrays.copyOfRange(quantities, first, quantities.length);
            DemandSeries built = DemandSeries.of(new SeriesId(id), new Calendar(frequency, whole.date(first)), sold);
            for (Map.Entry<Signal, List<Double>> entry : signals.entrySet()) {
                built = built.with(entry.getKey(), laidOut(entry.getValue(), whole, first, quantities.length));
            }
            return built;
        }

        private double[] laidOut(List<Double> values, Calendar whole, int first, int length) {
            double[] all = new double[length];
            Arrays.fill(all, Double.NaN);
            for (int row = 0; row < days.size(); row++) {
                all[whole.step(days.get(row))] = values.get(row);
            }
            return Arrays.copyOfRange(all, first, length);
        }

        private static OptionalInt firstSale(double[] quantities) {
            return IntStream.range(0, quantities.length)
                    .filter(step -> quantities[step] > 0)
                    .findFirst();
        }
    }
}
