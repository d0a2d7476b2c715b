package io.millrace.replenishment.demand;

import io.millrace.forecasting.DemandSeries;
import io.millrace.forecasting.censored.StockOuts;
import java.util.Arrays;

/// What was asked for in each of the last periods, as it was, and how much it counts beside the forecast. Where demand
/// is steady in all its lumpiness, nothing describes a period better than the periods there were. Immutable.
public final class RecentSales {
    private static final RecentSales NONE = new RecentSales(new double[0], 0);

    private final double[] units;
    private final double share;
    private final double largest;

    private RecentSales(double[] units, double share) {
        this.units = units;
        this.share = units.length == 0 ? 0 : share;
        this.largest = largest(units);
    }

    public static RecentSales none() {
        return NONE;
    }

    /// The last periods of a series, with the demand that stock-outs hid restored.
    public static RecentSales of(DemandSeries series, int periods, double share) {
        return ofRestored(StockOuts.restored(series).units(), periods, share);
    }

    /// The last periods of what was sold and when it was in stock, with the demand that stock-outs hid restored.
    public static RecentSales of(double[] sold, double[] inStock, int season, int periods) {
        return ofRestored(StockOuts.restored(sold, inStock, season), periods, 1);
    }

    private static RecentSales ofRestored(double[] restored, int periods, double share) {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("A share lies between 0 and 1, not at " + share);
        }
        int from = Math.max(0, restored.length - periods);
        double[] known = new double[restored.length - from];
        int count = 0;
        for (int period = from; period < restored.length; period++) {
            if (!Double.isNaN(restored[period])) {
                known[count++] = restored[period];
            }
        }
        return new RecentSales(Arrays.copyOf(known, count), share);
    }

    public RecentSales withShare(double other) {
        return new RecentSales(units, other);
    }

    public double share() {
        return share;
    }

    private static double largest(double[] units) {
        double largest = 0;
        for (double value : units) {
            largest = Math.max(largest, value);
        }
        return largest;
    }

    double largest() {
        return share == 0 ? 0 : largest;
    }

    boolean whole() {
        boolean whole = true;
        for (double value : units) {
            whole &= value == Math.rint(value);
        }
        return share == 0 || whole;
    }

    double[] mixed(double[] forecast, double level, double unit) {
        if (share == 0) {
            return forecast;
        }
        return CurveMass.mixed(forecast, mass(level, unit), share);
    }

    double mean() {
        double sum = 0;
        for (double value : units) {
            sum += value;
        }
        return units.length == 0 ? 0 : sum / units.length;
    }

    /// The probabilities of 0, 1, 2, … cells.
    double[] mass(double level, double unit) {
        if (units.length == 0) {
            return new double[] {1};
        }
        double[] cells = new double[(int) Math.rint(largest * level / unit) + 1];
        double each = 1.0 / units.length;
        for (double value : units) {
            cells[(int) Math.rint(value * level / unit)] += each;
        }
        return cells;
    }
}
