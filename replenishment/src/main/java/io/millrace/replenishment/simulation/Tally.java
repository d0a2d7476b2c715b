package io.millrace.replenishment.simulation;

/// What happened to an item, or to many.
///
/// @param stockUnits stock at the ends of periods, summed
/// @param stockValue the same in money
/// @param writtenOff units that expired
/// @param writtenOffValue the same in money
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
        double writtenOff,
        double writtenOffValue,
        long cycles,
        long cyclesShort) {
    public static Tally none() {
        return new Tally(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
    }

    Tally withCycles(long all, long ofThemShort) {
        return new Tally(
                periods,
                periodsShort,
                asked,
                served,
                stockUnits,
                stockValue,
                orders,
                ordered,
                writtenOff,
                writtenOffValue,
                all,
                ofThemShort);
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
                writtenOff + other.writtenOff,
                writtenOffValue + other.writtenOffValue,
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
