package io.millrace.replenishment.demand;

import io.millrace.forecasting.DemandSeries;
import io.millrace.forecasting.censored.StockOuts;
import java.util.Arrays;

/// What was asked for in each of the last periods, as it was, and how much it counts beside the forecast. Where demand
/// is steady in all its lumpiness, nothing describes a period better than the periods there were. Immutable.
public final class RecentSales {
    private static final RecentSales NONE = new RecentSales(new double[0], 0);

    private final double[] sorted;
    private final double share;

    private RecentSales(double[] sorted, double share) {
        this.sorted = sorted;
        this.share = sorted.length == 0 ? 0 : share;
    }

    public static RecentSales none() {
        return NONE;
    }

    /// The last periods of a series, with the demand that stock-outs hid restored.
    public static RecentSales of(DemandSeries series, int periods, double share) {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("A share lies between 0 and 1, not at " + share);
        }
        double[] units = StockOuts.restored(series).units();
        int from = Math.max(0, units.length - periods);
        double[] known = Arrays.stream(units, from, units.length)
                .filter(value -> !Double.isNaN(value))
                .sorted()
                .toArray();
        return new RecentSales(known, share);
    }

    public RecentSales withShare(double other) {
        return new RecentSales(sorted, other);
    }

    public double share() {
        return share;
    }

    double largest() {
        return share == 0 ? 0 : sorted[sorted.length - 1];
    }

    boolean whole() {
        return share == 0 || Arrays.stream(sorted).allMatch(value -> value == Math.rint(value));
    }

    double[] mixed(double[] forecast, double level, double unit) {
        if (share == 0) {
            return forecast;
        }
        return CurveMass.mixed(forecast, mass(level, unit), share);
    }

    double mean() {
        return Arrays.stream(sorted).average().orElse(0);
    }

    /// The probabilities of 0, 1, 2, … cells.
    double[] mass(double level, double unit) {
        if (sorted.length == 0) {
            return new double[] {1};
        }
        double[] cells = new double[(int) Math.rint(sorted[sorted.length - 1] * level / unit) + 1];
        for (double value : sorted) {
            cells[(int) Math.rint(value * level / unit)] += 1.0 / sorted.length;
        }
        return cells;
    }
}
