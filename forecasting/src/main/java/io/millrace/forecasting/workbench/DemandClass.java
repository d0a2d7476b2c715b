package io.millrace.forecasting.workbench;

import io.millrace.forecasting.DemandSeries;
import java.util.Locale;

/// What kind of demand a series has, by how often something is sold and how much the amounts differ (Syntetos, Boylan
/// and Croston, 2005).
public enum DemandClass {
    /// Sold nearly always, in amounts much alike.
    SMOOTH,
    /// Sold nearly always, in amounts that differ.
    ERRATIC,
    /// Sold now and then, in amounts much alike.
    INTERMITTENT,
    /// Sold now and then, in amounts that differ.
    LUMPY;

    private static final double OFTEN = 1.32;
    private static final double ALIKE = 0.49;

    public static DemandClass of(DemandSeries history) {
        double steps = 0;
        double sales = 0;
        double sum = 0;
        double squares = 0;
        for (int step = 0; step < history.length(); step++) {
            double value = history.units(step);
            steps += Double.isNaN(value) ? 0 : 1;
            if (value > 0) {
                sales++;
                sum += value;
                squares += value * value;
            }
        }
        if (sales == 0) {
            return INTERMITTENT;
        }
        double mean = sum / sales;
        double variation = squares / sales / (mean * mean) - 1;
        boolean often = steps / sales < OFTEN;
        if (variation < ALIKE) {
            return often ? SMOOTH : INTERMITTENT;
        }
        return often ? ERRATIC : LUMPY;
    }

    /// The class as a word.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
