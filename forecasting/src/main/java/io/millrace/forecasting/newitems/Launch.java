package io.millrace.forecasting.newitems;

import io.millrace.forecasting.DemandSeries;
import io.millrace.forecasting.censored.StockOuts;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// What a series sold from its first sale on, where that was seen: the series did not begin with the panel.
final class Launch {
    private static final int STEPS_AFTER_THE_FIRST = 5;
    private static final int MOST_STEPS = 400;

    private final DemandSeries series;
    private final int first;
    private final double[] units;

    private Launch(DemandSeries series, int first, double[] units) {
        this.series = series;
        this.first = first;
        this.units = units;
    }

    /// The launches of a panel.
    static List<Launch> seen(List<DemandSeries> panel) {
        LocalDate start = panel.stream()
                .filter(series -> age(series) > 0)
                .map(series -> series.calendar().date(firstSale(series)))
                .min(LocalDate::compareTo)
                .orElse(LocalDate.MAX);
        List<Launch> launches = new ArrayList<>();
        for (DemandSeries series : panel) {
            int first = firstSale(series);
            if (first < series.length() && series.calendar().step(start) + STEPS_AFTER_THE_FIRST < first) {
                double[] restored = StockOuts.restored(series).units();
                int end = Math.min(restored.length, first + MOST_STEPS);
                launches.add(new Launch(series, first, Arrays.copyOfRange(restored, first, end)));
            }
        }
        return launches;
    }

    /// The steps since the first sale; none where nothing was sold.
    static int age(DemandSeries series) {
        return series.length() - firstSale(series);
    }

    static int firstSale(DemandSeries series) {
        int first = 0;
        while (first < series.length() && !(series.units(first) > 0)) {
            first++;
        }
        return first;
    }

    boolean isOf(DemandSeries other) {
        return series.id().equals(other.id());
    }

    int length() {
        return units.length;
    }

    /// The units at an age, counted from zero; `NaN` where they are missing.
    double units(int age) {
        return units[age];
    }

    /// The day of the week or month of the year of an age, as far as a season is told by it.
    int place(int age) {
        return Ramp.place(series.calendar(), first + age);
    }

    /// How many attributes are the same.
    int likeness(Map<String, String> attributes) {
        int alike = 0;
        for (Map.Entry<String, String> attribute : attributes.entrySet()) {
            alike += attribute.getValue().equals(series.attributes().get(attribute.getKey())) ? 1 : 0;
        }
        return alike;
    }
}
