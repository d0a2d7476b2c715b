package io.millrace.replenishment.simulation;

/// What was asked for, served and kept in each of the periods that were played, over all items.
public final class OverTime {
    private final double[] asked;
    private final double[] served;
    private final double[] stockValue;

    OverTime(int periods) {
        asked = new double[periods];
        served = new double[periods];
        stockValue = new double[periods];
    }

    void add(int period, double askedUnits, double servedUnits, double value) {
        if (period >= 0) {
            asked[period] += askedUnits;
            served[period] += servedUnits;
            stockValue[period] += value;
        }
    }

    void add(OverTime other) {
        for (int period = 0; period < asked.length; period++) {
            add(period, other.asked[period], other.served[period], other.stockValue[period]);
        }
    }

    public int periods() {
        return asked.length;
    }

    public double asked(int period) {
        return asked[period];
    }

    public double served(int period) {
        return served[period];
    }

    /// At the end of the period.
    public double stockValue(int period) {
        return stockValue[period];
    }
}
