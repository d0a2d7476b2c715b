package io.millrace.replenishment.simulation;

/// What happened, added up over items and periods.
///
/// @param stockUnits stock at the ends of periods, summed
/// @param stockValue the same in money
/// @param cycles whole ones, from the arrival of one possible order to that of the next
/// @param cyclesShort those in which somebody found the shelf empty
public record Tally(
        long periods,
        long periodsShort,
        double asked,
        double served,
        double stockUnits,
        double stockValue,
        long orders,
        double ordered,
        long cycles,
        long cyclesShort) {
    /// What happened in periods, without the cycles they are part of.
    public Tally(
            long periods,
            long periodsShort,
            double asked,
            double served,
            double stockUnits,
            double stockValue,
            long orders,
            double ordered) {
        this(periods, periodsShort, asked, served, stockUnits, stockValue, orders, ordered, 0, 0);
    }

    public static Tally none() {
        return new Tally(0, 0, 0, 0, 0, 0, 0, 0);
    }

    Tally withCycles(long all, long ofThemShort) {
        return new Tally(
                periods, periodsShort, asked, served, stockUnits, stockValue, orders, ordered, all, ofThemShort);
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
                ordered + other.ordered,
                cycles + other.cycles,
                cyclesShort + other.cyclesShort);
    }

    /// The share of the demand served at once.
    public double fillRate() {
        return asked > 0 ? served / asked : 1;
    }

    /// The share of the cycles in which nobody found the shelf empty.
    public double cycleService() {
        return cycles > 0 ? 1 - (double) cyclesShort / cycles : 1;
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
