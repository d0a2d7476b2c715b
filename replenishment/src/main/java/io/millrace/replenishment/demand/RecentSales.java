package io.millrace.replenishment.demand;

import io.millrace.forecasting.DemandSeries;
import io.millrace.forecasting.Signal;
import java.util.Arrays;

/// What was asked for in each of the last periods, as it was, and how much it counts beside the forecast. Where demand
/// is steady in all its lumpiness, nothing describes a period better than the periods there were. Immutable.
public final class RecentSales {
    private static final double OFTEN = 0.98;
    private static final RecentSales NONE =
            new RecentSales(new double[0], new double[0], Told.NOTHING, 0, SizeShape.none());

    private final double[] seen;
    private final double[] cut;
    private final double share;
    private final SizeShape shape;
    private final double largest;
    private final Told told;

    /// What is told by periods that were cut off, too.
    ///
    /// @param mean of demand
    /// @param excess how far demand goes on, in the mean, above what was sold when nothing was seen beyond it
    private record Told(double mean, double excess) {
        private static final Told NOTHING = new Told(0, 0);
    }

    /// @param seen the demand of periods that were seen whole
    /// @param cut what was sold in periods that asked for more
    private RecentSales(double[] seen, double[] cut, Told told, double share, SizeShape shape) {
        this.seen = seen;
        this.cut = cut;
        this.share = seen.length + cut.length == 0 ? 0 : share;
        this.shape = shape;
        this.largest = Math.max(largest(seen), largest(cut));
        this.told = told;
    }

    public static RecentSales none() {
        return NONE;
    }

    /// The last periods of a series, with the demand that stock-outs hid told from what was seen.
    public static RecentSales of(DemandSeries series, int periods, double share) {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("A share lies between 0 and 1, not at " + share);
        }
        double[] inStock = series.signal(Signal.IN_STOCK).orElseGet(() -> {
            double[] always = new double[series.length()];
            Arrays.fill(always, 1);
            return always;
        });
        return of(series.units(), inStock, periods).withShare(share);
    }

    /// The last periods of what was sold and when it was in stock, alone.
    public static RecentSales of(double[] sold, double[] inStock, int periods) {
        int from = Math.max(0, sold.length - periods);
        double[] seen = new double[sold.length - from];
        double[] cut = new double[sold.length - from];
        int seenCount = 0;
        int cutCount = 0;
        for (int period = from; period < sold.length; period++) {
            if (HiddenDemand.unknown(sold[period], inStock[period])) {
                continue;
            }
            if (HiddenDemand.more(sold[period], inStock[period])) {
                cut[cutCount++] = sold[period];
            } else {
                seen[seenCount++] = sold[period];
            }
        }
        double[] whole = Arrays.copyOf(seen, seenCount);
        double[] part = Arrays.copyOf(cut, cutCount);
        Told told = told(
                Arrays.copyOfRange(sold, from, sold.length),
                Arrays.copyOfRange(inStock, from, sold.length),
                whole,
                part);
        return new RecentSales(whole, part, told, 1, SizeShape.none());
    }

    private static Told told(double[] sold, double[] inStock, double[] seen, double[] cut) {
        double sum = 0;
        int count = 0;
        for (double units : HiddenDemand.restored(sold, inStock)) {
            sum += Double.isNaN(units) ? 0 : units;
            count += Double.isNaN(units) ? 0 : 1;
        }
        double mean = count == 0 ? 0 : sum / count;
        if (cut.length == 0) {
            return new Told(mean, 0);
        }
        double[] sorted = seen.clone();
        Arrays.sort(sorted);
        return new Told(mean, Excess.of(sorted, cut));
    }

    public RecentSales withShare(double other) {
        return new RecentSales(seen, cut, told, other, shape);
    }

    /// The same with sizes that are spread as they are in a panel, as far as there are few of its own.
    public RecentSales withShape(SizeShape other) {
        return new RecentSales(seen, cut, told, share, other);
    }

    /// Whether its level follows the forecast half of the way, and its sizes those of the panel.
    boolean shaped() {
        return shape.share(0) > 0;
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
        return share == 0 || (whole(seen) && whole(cut));
    }

    private static boolean whole(double[] units) {
        boolean whole = true;
        for (double value : units) {
            whole &= value == Math.rint(value);
        }
        return whole;
    }

    double[] mixed(double[] forecast, double level, double unit) {
        if (share == 0) {
            return forecast;
        }
        double[] recent = shaped() ? shapedMass(level, unit) : mass(level, unit);
        return CurveMass.mixed(forecast, recent, share);
    }

    /// The mean of demand.
    double mean() {
        return told.mean();
    }

    /// The probabilities of 0, 1, 2, … cells at another level, which is reached half by more frequent sales and half by
    /// larger ones, with the sizes of the panel.
    double[] shapedMass(double level, double unit) {
        double[] own = mass(1, unit);
        double sales = 1 - own[0];
        if (!(sales > 0)) {
            return own;
        }
        double sum = 0;
        for (int cell = 1; cell < own.length; cell++) {
            sum += cell * own[cell];
        }
        double often = Math.clamp(sales * Math.sqrt(level), sales * Math.min(1, level), Math.max(sales, OFTEN));
        double larger = level * sales / often;
        double size = sum / sales * unit * larger;
        double common = shape.share(sales * (seen.length + cut.length));
        double top = Math.max(shape.largest(size), own.length * unit * larger);
        double[] cells = new double[(int) Math.ceil(top / unit) + 2];
        cells[0] = 1 - often;
        for (int cell = 1; cell < own.length; cell++) {
            SizeShape.put(cells, cell * larger, (1 - common) * own[cell] * often / sales);
        }
        shape.add(cells, size, unit, common * often);
        return cells;
    }

    /// The probabilities of 0, 1, 2, … cells. A period that was cut off counts as those do that were seen to ask for
    /// more; above the largest of these, as an exponential tail does.
    double[] mass(double level, double unit) {
        int left = seen.length + cut.length;
        if (left == 0) {
            return new double[] {1};
        }
        double[] cells = counts(seen, level, unit);
        double each = 1.0 / left;
        if (cut.length == 0) {
            for (int cell = 0; cell < cells.length; cell++) {
                cells[cell] *= each;
            }
            return cells;
        }
        double[] more = counts(cut, level, unit);
        int seenLeft = seen.length;
        int cell = 0;
        for (; seenLeft > 0; cell++) {
            left -= (int) (cells[cell] + more[cell]);
            seenLeft -= (int) cells[cell];
            cells[cell] *= each;
            each += seenLeft > 0 ? each * more[cell] / left : 0;
        }
        return withTail(cells, more, Math.max(0, cell - 1), each, told.excess() * level / unit);
    }

    /// With what was asked for where it is known only that it is more than anything that was seen whole.
    private static double[] withTail(double[] cells, double[] more, int from, double each, double mean) {
        double[] longer = Arrays.copyOf(cells, (int) Excess.largest(more.length, mean) + 2);
        for (int cell = from; cell < more.length; cell++) {
            if (more[cell] > 0) {
                Excess.put(longer, cell, mean, each * more[cell]);
            }
        }
        return longer;
    }

    private double[] counts(double[] units, double level, double unit) {
        double[] cells = new double[(int) Math.rint(largest * level / unit) + 1];
        for (double value : units) {
            cells[(int) Math.rint(value * level / unit)]++;
        }
        return cells;
    }
}
