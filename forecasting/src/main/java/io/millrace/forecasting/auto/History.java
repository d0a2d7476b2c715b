package io.millrace.forecasting.auto;

import io.millrace.forecasting.Calendar;
import io.millrace.forecasting.DemandSeries;
import io.millrace.forecasting.censored.StockOuts;
import java.util.Arrays;
import java.util.Map;

/// A series from its first sale on, the demand that stock-outs hid restored.
final class History {
    private final Calendar calendar;
    private final double[] units;
    private final Conditions conditions;
    private final Map<String, String> attributes;

    private History(Calendar calendar, double[] units, Conditions conditions, Map<String, String> attributes) {
        this.calendar = calendar;
        this.units = units;
        this.conditions = conditions;
        this.attributes = attributes;
    }

    static History of(DemandSeries series) {
        double[] restored = StockOuts.restored(series).units();
        int first = 0;
        while (first < restored.length && !(restored[first] > 0)) {
            first++;
        }
        Calendar calendar = series.calendar().from(series.calendar().date(first));
        return new History(
                calendar,
                Arrays.copyOfRange(restored, first, restored.length),
                Conditions.of(series, first),
                series.attributes());
    }

    Calendar calendar() {
        return calendar;
    }

    double[] units() {
        return units;
    }

    int length() {
        return units.length;
    }

    Conditions conditions() {
        return conditions;
    }

    Map<String, String> attributes() {
        return attributes;
    }
}
