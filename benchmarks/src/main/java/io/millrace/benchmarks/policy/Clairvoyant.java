package io.millrace.benchmarks.policy;

import io.millrace.replenishment.simulation.SimulatedItem;

/// The least stock of all: somebody knows all demand, orders what will be asked for until the next arrival, and, where
/// not all is to be served, leaves out what would lie longest.
final class Clairvoyant {
    private Clairvoyant() {}

    /// The mean stock in days of demand with which a fill rate can be reached, each item counting the same.
    static double stockDays(PolicyCase played, double fill) {
        int lead = played.timing().arrivalPeriods();
        int review = played.timing().protection().length();
        double[] askedAfter = new double[review];
        for (SimulatedItem item : played.items()) {
            double[] units = item.demand().units();
            int first = played.options().warmUp() + played.options().settle();
            double all = 0;
            for (int day = first; day < units.length; day++) {
                all += units[day];
            }
            for (int day = first; all > 0 && day < units.length; day++) {
                int lain = Math.floorMod(day - played.options().warmUp() - lead, review);
                askedAfter[lain] += units[day] / all / played.items().size();
            }
        }
        double open = fill;
        double stock = 0;
        for (int lain = 0; lain < review; lain++) {
            double served = Math.min(open, askedAfter[lain]);
            stock += served * lain;
            open -= served;
        }
        return stock;
    }
}
