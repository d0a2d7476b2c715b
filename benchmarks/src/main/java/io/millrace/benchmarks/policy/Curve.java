package io.millrace.benchmarks.policy;

import io.millrace.replenishment.simulation.SimulatedItem;
import io.millrace.replenishment.simulation.Tally;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;

/// Mean stock against fill rate, as a policy reaches them with one setting after another. Each item counts the same:
/// its stock in days of its mean demand, its fill rate as it is.
record Curve(String name, List<Point> points) {
    Curve {
        points = points.stream().sorted(Comparator.comparingDouble(Point::fill)).toList();
    }

    /// What a setting came to.
    ///
    /// @param setting of the policy: for ours, the fill rate asked for
    /// @param amount of what is to be little: mean stock at the ends of days, in days of demand
    record Point(double setting, double fill, double amount) {
        static Point of(double setting, List<SimulatedItem> items, List<Tally> tallies) {
            double fill = 0;
            double stock = 0;
            int count = 0;
            for (int i = 0; i < items.size(); i++) {
                Tally tally = tallies.get(i);
                if (tally.asked() > 0) {
                    double mean = mean(items.get(i).demand().units());
                    fill += tally.fillRate();
                    stock += tally.stockUnits() / tally.periods() / mean;
                    count++;
                }
            }
            return new Point(setting, fill / count, stock / count);
        }

        private static double mean(double[] units) {
            double sum = 0;
            for (double value : units) {
                sum += value;
            }
            return sum / units.length;
        }
    }

    /// The amount at a fill rate, between the points beside it; empty where the policy does not get.
    OptionalDouble amountAt(double fill) {
        for (int i = 0; i + 1 < points.size(); i++) {
            Point low = points.get(i);
            Point high = points.get(i + 1);
            if (low.fill() <= fill && fill <= high.fill() && low.fill() < high.fill()) {
                double share = (effort(fill) - effort(low.fill())) / (effort(high.fill()) - effort(low.fill()));
                return OptionalDouble.of(low.amount() + share * (high.amount() - low.amount()));
            }
        }
        return OptionalDouble.empty();
    }

    /// Each further half of what is short costs about the same.
    private static double effort(double fill) {
        return -Math.log(1 - Math.min(fill, 1 - 1e-9));
    }
}
