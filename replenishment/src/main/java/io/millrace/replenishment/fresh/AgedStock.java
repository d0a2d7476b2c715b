package io.millrace.replenishment.fresh;

import java.util.Arrays;

/// Stock by age: how many units can be sold on how many more days.
///
/// A day sells, then ends: what could be sold on that day for the last time is waste.
public final class AgedStock {
    private final double[] units;

    private AgedStock(double[] units) {
        this.units = units;
    }

    /// Stock by layers.
    ///
    /// @param units that can be sold on 1, 2, 3, … more days, today included
    public static AgedStock of(double... units) {
        for (double amount : units) {
            if (!(amount >= 0)) {
                throw new IllegalArgumentException("A layer of " + amount + " units; give 0 or more");
            }
        }
        return new AgedStock(units.clone());
    }

    public double total() {
        return Arrays.stream(units).sum();
    }

    /// Fills an array with the layers; what lasts longer than the array reaches goes with its last one.
    void copyTo(double[] layers) {
        Arrays.fill(layers, 0);
        for (int layer = 0; layer < units.length; layer++) {
            layers[Math.min(layer, layers.length - 1)] += units[layer];
        }
    }

    /// With units that can be sold on that many days.
    public AgedStock with(double amount, int days) {
        if (!(amount >= 0) || days < 1) {
            throw new IllegalArgumentException(
                    amount + " units with " + days + " days left; give 0 or more units and 1 or more days");
        }
        double[] more = Arrays.copyOf(units, Math.max(units.length, days));
        more[days - 1] += amount;
        return new AgedStock(more);
    }

    /// What a day leaves.
    ///
    /// @param rest the stock of the next morning
    /// @param sold units of the demand that were there
    /// @param wasted units that expired
    public record Day(AgedStock rest, double sold, double wasted) {}

    /// A day passes.
    ///
    /// @param demand of the day; what exceeds the stock is lost
    /// @param newestFirst the share of the demand that takes the newest, as customers do who reach to the back
    public Day day(double demand, double newestFirst) {
        if (!(newestFirst >= 0 && newestFirst <= 1)) {
            throw new IllegalArgumentException("A share of " + newestFirst + " takes the newest; give one from 0 to 1");
        }
        double[] left = units.clone();
        double served = Math.min(demand, total());
        double fromNewest = take(left, served * newestFirst, true);
        double sold = fromNewest + take(left, served - fromNewest, false);
        double wasted = left.length == 0 ? 0 : left[0];
        double[] rest = left.length == 0 ? left : Arrays.copyOfRange(left, 1, left.length);
        return new Day(new AgedStock(rest), sold, wasted);
    }

    private static double take(double[] left, double amount, boolean newest) {
        double open = amount;
        for (int step = 0; step < left.length && open > 0; step++) {
            int layer = newest ? left.length - 1 - step : step;
            double taken = Math.min(left[layer], open);
            left[layer] -= taken;
            open -= taken;
        }
        return amount - open;
    }
}
