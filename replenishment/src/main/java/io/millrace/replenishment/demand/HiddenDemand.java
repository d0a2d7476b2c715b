package io.millrace.replenishment.demand;

import io.millrace.forecasting.DemandSeries;
import io.millrace.forecasting.Signal;
import java.util.Arrays;
import java.util.Optional;

/// What is known of demand where the shelf was empty for a part of a period or for all of it.
///
/// A period that sold something and ran out was one of the better ones: more was asked for than sold, as much as in the
/// periods that were seen to ask for more (Kaplan and Meier). Where single customers ask for much, filling up the rest
/// of the day at the usual rate would forget them, and orders would become smaller with every stock-out.
public final class HiddenDemand {
    /// A share of a period below which nothing is said by nothing being sold.
    private static final double WATCHED = 0.5;

    private HiddenDemand() {}

    /// Whether a period says nothing at all.
    static boolean unknown(double sold, double inStock) {
        return Double.isNaN(sold) || (!(sold > 0) && inStock < WATCHED);
    }

    /// Whether more was asked for than sold.
    public static boolean more(double sold, double inStock) {
        return sold > 0 && inStock < 1;
    }

    /// A series with the mean of what could have been asked for in its place where more was asked for than sold, and
    /// missing where nothing is known; the same series if it does not tell when it was in stock.
    public static DemandSeries restored(DemandSeries series) {
        Optional<double[]> inStock = series.signal(Signal.IN_STOCK);
        if (inStock.isEmpty()) {
            return series;
        }
        double[] always = new double[series.length()];
        Arrays.fill(always, 1);
        return series.withUnits(restored(series.units(), inStock.get())).with(Signal.IN_STOCK, always);
    }

    /// The same for what was sold and when it was in stock, step by step.
    public static double[] restored(double[] sold, double[] inStock) {
        double[] units = sold.clone();
        double[] seen = new double[sold.length];
        double[] cut = new double[sold.length];
        int seenCount = 0;
        int cutCount = 0;
        for (int step = 0; step < sold.length; step++) {
            if (unknown(sold[step], inStock[step])) {
                units[step] = Double.NaN;
            } else if (more(sold[step], inStock[step])) {
                cut[cutCount++] = sold[step];
            } else {
                seen[seenCount++] = sold[step];
            }
        }
        if (cutCount > 0) {
            Above above = new Above(sorted(seen, seenCount), sorted(cut, cutCount));
            for (int step = 0; step < sold.length; step++) {
                units[step] = more(sold[step], inStock[step]) ? above.mean(sold[step]) : units[step];
            }
        }
        return units;
    }

    private static double[] sorted(double[] values, int count) {
        double[] sorted = Arrays.copyOf(values, count);
        Arrays.sort(sorted);
        return sorted;
    }

    /// The means of demand above each level, from periods that were seen whole and periods that were cut off.
    private static final class Above {
        private final double[] seen;
        private final double[] sum;
        private final double[] weight;
        private final double excess;

        Above(double[] seen, double[] cut) {
            this.seen = seen;
            excess = Excess.of(seen, cut);
            double[] each = new double[seen.length];
            double weightOfEach = 1;
            int gone = 0;
            for (int i = 0; i < seen.length; i++) {
                while (gone < cut.length && cut[gone] < seen[i]) {
                    int left = seen.length - i + cut.length - gone - 1;
                    weightOfEach += weightOfEach / left;
                    gone++;
                }
                each[i] = weightOfEach;
            }
            sum = new double[seen.length + 1];
            weight = new double[seen.length + 1];
            // Nothing was seen whole above these.
            for (int i = gone; excess > 0 && i < cut.length; i++) {
                sum[seen.length] += weightOfEach * (cut[i] + excess);
                weight[seen.length] += weightOfEach;
            }
            for (int i = seen.length - 1; i >= 0; i--) {
                sum[i] = sum[i + 1] + each[i] * seen[i];
                weight[i] = weight[i + 1] + each[i];
            }
        }

        double mean(double level) {
            int low = 0;
            int high = seen.length;
            while (low < high) {
                int middle = (low + high) >>> 1;
                if (seen[middle] > level) {
                    high = middle;
                } else {
                    low = middle + 1;
                }
            }
            return low < seen.length ? sum[low] / weight[low] : level + excess;
        }
    }
}
