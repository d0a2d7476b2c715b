package io.millrace.replenishment.demand;

import java.util.Arrays;
import java.util.List;

/// How the sizes of a period's demand spread around their mean, as the items of a panel have in common.
///
/// An item shows how often it sells and how much on average in a few dozen sales, but not how much it may sell at most.
/// That is told from all of them: beyond one unit, as multiples of the mean beyond one unit. Immutable.
public final class SizeShape {
    private static final int POINTS = 200;
    private static final int SALES_OF_AN_ITEM = 5;
    private static final int SALES_OF_THE_PANEL = 1_000;
    private static final double MORE_THAN_ONE = 1.2;
    /// With so many sales, an item's own sizes count half.
    private static final double SALES_HALF_TRUSTED = 200;

    private static final SizeShape NONE = new SizeShape(new double[0]);

    private final double[] multiples;

    private SizeShape(double[] multiples) {
        this.multiples = multiples;
    }

    /// Nothing in common.
    public static SizeShape none() {
        return NONE;
    }

    /// The shape of a panel; none if it sold too little.
    ///
    /// @param histories whole units by item and period
    public static SizeShape of(List<double[]> histories) {
        double[] all = histories.stream()
                .map(SizeShape::multiples)
                .flatMapToDouble(Arrays::stream)
                .sorted()
                .toArray();
        if (all.length < SALES_OF_THE_PANEL) {
            return NONE;
        }
        double[] multiples = new double[POINTS];
        for (int point = 0; point < POINTS; point++) {
            int from = (int) ((long) all.length * point / POINTS);
            int to = (int) ((long) all.length * (point + 1) / POINTS);
            multiples[point] = Arrays.stream(all, from, to).average().orElse(0);
        }
        return new SizeShape(multiples);
    }

    private static double[] multiples(double[] units) {
        double[] sizes = Arrays.stream(units).filter(value -> value > 0).toArray();
        double mean = Arrays.stream(sizes).average().orElse(0);
        return sizes.length < SALES_OF_AN_ITEM || mean < MORE_THAN_ONE
                ? new double[0]
                : Arrays.stream(sizes).map(size -> (size - 1) / (mean - 1)).toArray();
    }

    /// Whether the panel sold too little to have anything in common.
    public boolean isNone() {
        return multiples.length == 0;
    }

    /// How much the shape counts beside an item's own sizes.
    double share(double sales) {
        return multiples.length == 0 ? 0 : SALES_HALF_TRUSTED / (SALES_HALF_TRUSTED + sales);
    }

    /// The largest size, given the mean.
    double largest(double mean) {
        return multiples.length == 0 ? mean : size(multiples.length - 1, mean);
    }

    /// Adds sizes of a mean, which are so likely together, to the probabilities of cells.
    void add(double[] cells, double mean, double unit, double likely) {
        for (int point = 0; point < multiples.length; point++) {
            put(cells, size(point, mean) / unit, likely / multiples.length);
        }
    }

    private double size(int point, double mean) {
        return mean <= 1 ? mean : 1 + multiples[point] * (mean - 1);
    }

    /// Adds a probability between two cells so that the mean is kept.
    static void put(double[] cells, double at, double likely) {
        int below = (int) at;
        double part = at - below;
        cells[below] += likely * (1 - part);
        if (part > 0) {
            cells[below + 1] += likely * part;
        }
    }
}
