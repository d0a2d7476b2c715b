package io.millrace.replenishment.simulation;

/// What happened, added up over items and periods.
///
/// @param stockUnits stock at the ends of periods, summed
/// @param stockValue the same in money
public record Tally(
        long periods,
        long periodsShort,
        double asked,
        double served,
        double stockUnits,
        double stockValue,
        long orders,
        double ordered) {
    public static Tally none() {
        return new Tally(0, 0, 0, 0, 0, 0, 0, 0);
    }

    public Tally plus(Tally other) {
        return new Tally(
                periods + other.periods,
                periodsShort + other.periodsShort,
                asked + other.asked,
                served + other.served,
                stockUnits + other.stockUnits,
                stockValue + other.stockValue,
                orders + other.orders,
                ordered + other.ordered);
    }

    /// The share of the demand served at once.
    public double fillRate() {
        return asked > 0 ? served / asked : 1;
    }

    /// The share of the periods in which nobody found the shelf empty.
    public double serviceLevel() {
        return periods > 0 ? 1 - (double) periodsShort / periods : 1;
    }

    /// How often the mean stock is sold in a year.
    public double turns(double periodsPerYear) {
        return stockUnits > 0 ? served * periodsPerYear / stockUnits : 0;
    }
}
