package io.millrace.replenishment;

import java.util.Arrays;

/// What there is and what comes: the stock that can be sold, and the units expected at the start of each period. A
/// stock below zero is what customers wait for. Immutable.
public final class Supply {
    private final double stockUnits;
    private final double[] arrivals;

    private Supply(double stockUnits, double[] arrivals) {
        this.stockUnits = stockUnits;
        this.arrivals = arrivals;
    }

    /// A stock, and what is expected at the start of periods 1, 2, ….
    public static Supply of(double stockUnits, double... arrivals) {
        if (!Double.isFinite(stockUnits)) {
            throw new IllegalArgumentException("A stock is a finite number, not " + stockUnits);
        }
        for (double units : arrivals) {
            if (!(units >= 0 && Double.isFinite(units))) {
                throw new IllegalArgumentException("What arrives is zero or more, not " + units);
            }
        }
        return new Supply(stockUnits, arrivals.clone());
    }

    /// The same on the way, and another stock.
    public Supply withStock(double units) {
        return of(units, arrivals);
    }

    public double stockUnits() {
        return stockUnits;
    }

    /// What is expected at the start of a period, counted from one; nothing beyond what is known.
    public double arrival(int period) {
        return period <= arrivals.length ? arrivals[period - 1] : 0;
    }

    public int knownPeriods() {
        return arrivals.length;
    }

    /// Everything there is and everything that comes, less what customers wait for.
    public double positionUnits() {
        return stockUnits + onTheWayUnits();
    }

    public double onTheWayUnits() {
        double sum = 0;
        for (double units : arrivals) {
            sum += units;
        }
        return sum;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Supply supply
                && stockUnits == supply.stockUnits
                && Arrays.equals(arrivals, supply.arrivals);
    }

    @Override
    public int hashCode() {
        return 31 * Double.hashCode(stockUnits) + Arrays.hashCode(arrivals);
    }

    @Override
    public String toString() {
        return stockUnits + " in stock, on the way " + Arrays.toString(arrivals);
    }
}
