package io.millrace.forecasting.frame;

import io.millrace.forecasting.Calendar;
import io.millrace.forecasting.DemandSeries;
import io.millrace.forecasting.Frequency;
import io.millrace.forecasting.SeriesId;
import io.millrace.forecasting.Signal;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.Map;

/// The rows of one series, laid out by step as they come.
final class SeriesRows {
    private static final int FIRST_SIZE = 64;

    private final Steps steps;
    private final LocalDate anchor;
    private final Map<String, String> attributes;
    private final Map<Signal, double[]> signals = new EnumMap<>(Signal.class);
    private final BitSet present = new BitSet();
    private double[] units = filled(FIRST_SIZE);
    private int first;
    private int length;

    /// A series whose first row in the file has the date given.
    SeriesRows(Steps steps, LocalDate anchor, Map<String, String> attributes) {
        this.steps = steps;
        this.anchor = anchor;
        this.attributes = attributes;
        this.first = steps.of(anchor, anchor);
    }

    /// Adds a row, and answers with its place.
    int add(LocalDate date, double quantity) {
        int place = place(steps.of(date, anchor));
        if (!Double.isNaN(quantity)) {
            units[place] = Double.isNaN(units[place]) ? quantity : units[place] + quantity;
        }
        return place;
    }

    /// Marks a place as having a row; answers whether it had one before.
    boolean isRepeated(int place) {
        boolean before = present.get(place);
        present.set(place);
        return before;
    }

    void note(Signal signal, int place, double value) {
        double[] values = signals.computeIfAbsent(signal, _ -> filled(units.length));
        values[place] = value;
    }

    private int place(int step) {
        if (step < first) {
            shift(first - step);
        }
        int place = step - first;
        length = Math.max(length, place + 1);
        if (length > units.length) {
            int size = Math.max(length, units.length + units.length / 2);
            units = grown(units, size, 0);
            signals.replaceAll((_, values) -> grown(values, size, 0));
        }
        return place;
    }

    private void shift(int by) {
        units = grown(units, units.length + by, by);
        signals.replaceAll((_, values) -> grown(values, values.length + by, by));
        for (int place = present.length() - 1; place >= 0; place--) {
            present.set(place + by, present.get(place));
        }
        present.clear(0, by);
        first -= by;
        length += by;
    }

    private static double[] grown(double[] values, int size, int at) {
        double[] grown = filled(size);
        System.arraycopy(values, 0, grown, at, Math.min(values.length, size - at));
        return grown;
    }

    private static double[] filled(int size) {
        double[] values = new double[size];
        Arrays.fill(values, Double.NaN);
        return values;
    }

    LocalDate last() {
        return steps.date(first + length - 1, anchor);
    }

    /// How many steps hold a quantity above zero, a zero, and none, from the first with a sale to the last row.
    int[] counts() {
        int[] counts = new int[3];
        for (int place = firstSale(); place < length; place++) {
            counts[Double.isNaN(units[place]) ? 2 : units[place] > 0 ? 0 : 1]++;
        }
        return counts;
    }

    /// How many steps between its first and last row have no row at all.
    int withoutRow() {
        return length - present.cardinality();
    }

    /// The series from its first sale to its last row or, if that is later, to the date given.
    DemandSeries build(String id, Frequency frequency, int season, boolean zeros, LocalDate until) {
        int end = Math.max(length, steps.of(until, anchor) - first + 1);
        int from = firstSale();
        double[] sold = grown(Arrays.copyOf(units, length), end, 0);
        if (zeros) {
            Arrays.setAll(sold, place -> Double.isNaN(sold[place]) ? 0 : sold[place]);
        }
        Calendar calendar = new Calendar(frequency, steps.date(first + from, anchor), season);
        DemandSeries series = DemandSeries.of(new SeriesId(id), calendar, Arrays.copyOfRange(sold, from, end))
                .withAttributes(attributes);
        for (Map.Entry<Signal, double[]> entry : signals.entrySet()) {
            double[] values = grown(Arrays.copyOf(entry.getValue(), length), end, 0);
            series = series.with(entry.getKey(), Arrays.copyOfRange(values, from, end));
        }
        return series;
    }

    private int firstSale() {
        int place = 0;
        while (place < length && !(units[place] > 0)) {
            place++;
        }
        return place == length ? 0 : place;
    }
}
