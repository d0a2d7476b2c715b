package io.millrace.replenishment.policy;

import io.millrace.replenishment.Target;

/// A fill rate that a class of items reaches together, at the least cost of stock.
///
/// If each item had to reach it alone, the ones whose demand is hard to meet would hold most of the stock. Together
/// they reach it with less when a unit is worth as much in each: all are ordered at least cost, with the same cost of a
/// shortage. Which cost that has to be is found out on the way, from how much was short: forecasts are never quite
/// right, and orders come in whole units. Immutable.
///
/// @param level the fill rate asked for
/// @param pressure −log(1 − critical ratio)
/// @param recentAsked what was asked for of late, in periods of an item's mean demand, older ones counting less
/// @param recentShort what of it was short
public record ClassFill(double level, double pressure, double recentAsked, double recentShort) {
    private static final double MEMORY = 0.9;
    private static final double GAIN = 0.1;
    /// With so much asked for at once, in periods of an item, at most half of an error is made good.
    private static final double EVIDENCE = 1_500;
    private static final double STEP_MAX = 0.25;
    private static final double PRESSURE_MIN = 0.3;
    private static final double PRESSURE_MAX = 14;

    /// Before anything was seen, the critical ratio is the fill rate itself.
    public static ClassFill of(double level) {
        return new ClassFill(new Target.FillRate(level).level(), -Math.log(1 - level), 0, 0);
    }

    public double criticalRatio() {
        return 1 - Math.exp(-pressure);
    }

    /// The same fill rate, sought from another pressure on.
    public ClassFill with(double otherPressure) {
        return new ClassFill(level, Math.clamp(otherPressure, PRESSURE_MIN, PRESSURE_MAX), recentAsked, recentShort);
    }

    /// The target of each item of the class.
    ///
    /// @param reviewPeriods how many periods lie between its orders
    public Target.LeastCost target(int reviewPeriods) {
        return target(pressure, reviewPeriods);
    }

    /// The target under a pressure.
    public static Target.LeastCost target(double pressure, int reviewPeriods) {
        double missed = Math.exp(-pressure);
        return new Target.LeastCost(missed, (1 - missed) * reviewPeriods);
    }

    /// After some time in which so much was asked for, and so much of it was short.
    public ClassFill after(double asked, double lacking) {
        double allAsked = MEMORY * recentAsked + asked;
        double allShort = MEMORY * recentShort + lacking;
        if (!(allAsked > 0)) {
            return this;
        }
        double wanted = 1 - level;
        double off = allShort / allAsked / wanted - 1;
        // The less is remembered yet, the more is learned at once. Small steps later on: while orders are still to
        // arrive, steering further would be too far.
        double gain = Math.min(Math.max(GAIN, asked / allAsked), asked / (asked + EVIDENCE));
        double next = pressure + Math.clamp(gain * off, -STEP_MAX, STEP_MAX);
        return new ClassFill(level, Math.clamp(next, PRESSURE_MIN, PRESSURE_MAX), allAsked, allShort);
    }
}
