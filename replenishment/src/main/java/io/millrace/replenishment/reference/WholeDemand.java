package io.millrace.replenishment.reference;

import java.util.Arrays;

/// Demand of a period in whole units: the probability of 0, 1, 2, … units.
///
/// Tails are kept down to where they no longer count for a double, so that fractiles near 1 are right.
public final class WholeDemand {
    private static final double NEGLIGIBLE = 1e-40;
    private static final double SUM_TOLERANCE = 1e-6;
    private static final int MOST_UNITS = 5_000_000;

    private final double[] probabilities;
    private final double[] above;
    private final double mean;

    private WholeDemand(double[] weights) {
        double sum = Arrays.stream(weights).sum();
        this.probabilities = Arrays.stream(weights).map(weight -> weight / sum).toArray();
        this.above = new double[probabilities.length];
        double tail = 0;
        double first = 0;
        for (int units = probabilities.length - 1; units >= 0; units--) {
            above[units] = tail;
            tail += probabilities[units];
            first += units * probabilities[units];
        }
        this.mean = first;
    }

    /// From a table.
    ///
    /// @param probabilities of 0, 1, 2, … units; they add up to 1
    public static WholeDemand of(double... probabilities) {
        for (double probability : probabilities) {
            Check.share("A probability of demand", probability);
        }
        double sum = Arrays.stream(probabilities).sum();
        if (Math.abs(sum - 1) > SUM_TOLERANCE) {
            throw new IllegalArgumentException(
                    "The probabilities of demand add up to " + sum + "; give ones that add up to 1");
        }
        return new WholeDemand(probabilities);
    }

    public static WholeDemand always(int units) {
        double[] weights = new double[Check.between("The demand", units, 0, MOST_UNITS) + 1];
        weights[units] = 1;
        return new WholeDemand(weights);
    }

    public static WholeDemand poisson(double mean) {
        Check.notNegative("The mean of demand", mean);
        return mean == 0 ? always(0) : fromRatios(mean, units -> mean / units);
    }

    /// How often it fails before that many successes.
    ///
    /// @param successes may be a fraction
    /// @param probability of a success
    public static WholeDemand negativeBinomial(double successes, double probability) {
        Check.positive("The number of successes", successes);
        if (!(probability > 0 && probability <= 1)) {
            throw new IllegalArgumentException(
                    "The probability of a success is " + probability + "; give one above 0 and up to 1");
        }
        double failure = 1 - probability;
        return failure == 0
                ? always(0)
                : fromRatios(successes * failure / probability, units -> (successes + units - 1.0) / units * failure);
    }

    public static WholeDemand binomial(int trials, double probability) {
        Check.between("The number of trials", trials, 0, MOST_UNITS);
        Check.share("The probability of a success", probability);
        if (probability == 1) {
            return always(trials);
        }
        double odds = probability / (1 - probability);
        return odds == 0 || trials == 0
                ? always(0)
                : fromRatios(trials * probability, units -> (trials - units + 1.0) / units * odds);
    }

    /// A normal distribution in steps of one unit; what it has below zero counts as zero.
    public static WholeDemand roundedNormal(double mean, double deviation) {
        Check.notNegative("The mean of demand", mean);
        Check.notNegative("The standard deviation of demand", deviation);
        int last = Check.between("The largest demand", (int) Math.ceil(mean + 12 * deviation) + 1, 0, MOST_UNITS);
        double[] weights = new double[last + 1];
        if (deviation == 0) {
            return always((int) Math.round(mean));
        }
        for (int units = 0; units <= last; units++) {
            double from = (units - 0.5 - mean) / deviation;
            double to = (units + 0.5 - mean) / deviation;
            weights[units] = units == 0 ? StandardNormal.below(to) : mass(from, to);
        }
        return new WholeDemand(weights);
    }

    private static double mass(double from, double to) {
        return from > 0
                ? StandardNormal.above(from) - StandardNormal.above(to)
                : StandardNormal.below(to) - StandardNormal.below(from);
    }

    @FunctionalInterface
    private interface Ratio {
        /// The probability of that many units over that of one unit less.
        double at(int units);
    }

    /// From the mode outwards, where nothing under- or overflows.
    private static WholeDemand fromRatios(double center, Ratio ratio) {
        if (center > MOST_UNITS / 2.0) {
            throw new IllegalArgumentException(
                    "The mean of demand is " + center + "; give it in larger units, below " + MOST_UNITS / 2);
        }
        int mode = (int) center;
        double[] weights = new double[Math.max(16, mode * 2)];
        weights[mode] = 1;
        for (int units = mode; units > 0 && weights[units] > NEGLIGIBLE; units--) {
            weights[units - 1] = weights[units] / ratio.at(units);
        }
        int last = mode;
        while (weights[last] > NEGLIGIBLE) {
            last++;
            if (last == weights.length) {
                weights = Arrays.copyOf(weights, last * 2);
            }
            weights[last] = weights[last - 1] * Math.max(0, ratio.at(last));
        }
        return new WholeDemand(Arrays.copyOf(weights, last + 1));
    }

    public double mean() {
        return mean;
    }

    /// The largest demand that counts.
    public int largest() {
        return probabilities.length - 1;
    }

    public double probability(int units) {
        return units < 0 || units > largest() ? 0 : probabilities[units];
    }

    /// P(demand > units).
    public double above(int units) {
        return units < 0 ? 1 : units > largest() ? 0 : above[units];
    }

    /// The demand of that many periods together.
    public WholeDemand times(int periods) {
        Check.between("The number of periods", periods, 0, 10_000);
        WholeDemand total = always(0);
        for (int period = 0; period < periods; period++) {
            total = total.plus(this);
        }
        return total;
    }

    private WholeDemand plus(WholeDemand other) {
        double[] sums = new double[largest() + other.largest() + 1];
        for (int mine = 0; mine < probabilities.length; mine++) {
            for (int theirs = 0; theirs < other.probabilities.length; theirs++) {
                sums[mine + theirs] += probabilities[mine] * other.probabilities[theirs];
            }
        }
        return new WholeDemand(sums);
    }
}
